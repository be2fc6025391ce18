package com.ytempire.ml.training.tracking;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.training.tracking.MlflowRun.Known;
import com.ytempire.ml.training.tracking.TrackingEvent.Begun;
import com.ytempire.ml.training.tracking.TrackingEvent.Measured;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the journals of a folder to the server, the oldest first, and removes those that are
 * closed and told to the end. Of several processes on the folder one delivers at a time. Confined
 * to one thread.
 */
final class JournalDelivery {
  private static final Logger log = LoggerFactory.getLogger(JournalDelivery.class);
  private static final String LOCK = "delivery.lock";
  private static final String SENT = ".sent";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final MlflowClient client;
  private final ObjectStoreSettings objects;

  /**
   * How far the server knows a journal.
   *
   * @param told how many events
   * @param run what the server calls the run, or null before it knows it
   */
  private record Sent(int told, @Nullable Known run) {}

  JournalDelivery(Path folder, MlflowClient client, ObjectStoreSettings objects) {
    this.folder = folder;
    this.client = client;
    this.objects = objects;
  }

  /**
   * Delivers what there is.
   *
   * @return whether all of it is with the server; false where another process is at it
   * @throws IOException when the server is away, or a journal cannot be read; the rest stays
   */
  boolean deliver() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return false;
      }
      for (Path journal : journals()) {
        deliver(journal);
      }
      return true;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Their names begin with their time. */
  private List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name(file).endsWith(RunJournal.SUFFIX)).sorted().toList();
    }
  }

  private void deliver(Path journal) throws IOException {
    boolean isClosed = RunJournal.isClosed(journal); // before it is read
    Sent sent = sent(journal);
    List<TrackingEvent> events = RunJournal.read(journal, sent.told());
    if (!events.isEmpty()) {
      tell(journal, sent, events);
    }
    if (isClosed) {
      RunJournal.remove(journal);
      Files.deleteIfExists(sentFile(journal));
    }
  }

  private void tell(Path journal, Sent sent, List<TrackingEvent> events) throws IOException {
    int told = sent.told();
    MlflowRun run = run(journal, sent.run(), events);
    List<Measured> together = new ArrayList<>();
    for (TrackingEvent event : events) {
      if (event instanceof Measured measured) {
        together.add(measured);
        continue;
      }
      told = measured(journal, run, together, told);
      attempt(() -> run.tell(event), journal, told);
      write(journal, new Sent(++told, run.known()));
    }
    measured(journal, run, together, told);
  }

  private int measured(Path journal, MlflowRun run, List<Measured> together, int told)
      throws IOException {
    if (together.isEmpty()) {
      return told;
    }
    attempt(() -> run.measure(together), journal, told);
    int after = told + together.size();
    together.clear();
    write(journal, new Sent(after, run.known()));
    return after;
  }

  private MlflowRun run(Path journal, @Nullable Known known, List<TrackingEvent> events)
      throws IOException {
    if (known != null) {
      return MlflowRun.of(client, objects, known);
    }
    if (events.get(0) instanceof Begun begun) {
      return MlflowRun.begin(client, objects, begun);
    }
    throw new IOException("%s does not begin with the beginning of a run".formatted(journal));
  }

  /** A call to the server. */
  private interface Call {
    void run() throws IOException;
  }

  /** What the server refuses will not become right by waiting: the rest goes on. */
  private static void attempt(Call call, Path journal, int told) throws IOException {
    try {
      call.run();
    } catch (MlflowException e) {
      log.atWarn()
          .addKeyValue("journal", name(journal))
          .addKeyValue("event", told + 1)
          .log("MLflow does not take what a run tells: {}", e.getMessage());
    }
  }

  private static Sent sent(Path journal) throws IOException {
    Path file = sentFile(journal);
    return Files.exists(file)
        ? JSON.readValue(Files.readAllBytes(file), Sent.class)
        : new Sent(0, null);
  }

  private static void write(Path journal, Sent sent) throws IOException {
    Path file = sentFile(journal);
    Path aside = file.resolveSibling(name(file) + ".new");
    Files.write(aside, JSON.writeValueAsBytes(sent));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path sentFile(Path journal) {
    return journal.resolveSibling(name(journal) + SENT);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
