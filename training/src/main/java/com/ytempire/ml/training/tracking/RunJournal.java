package com.ytempire.ml.training.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ytempire.ml.core.file.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of what one process tells of a run: one line of JSON per event. It is locked as long as
 * that process writes. Others may read at the same time; half a line is not there yet.
 */
final class RunJournal implements AutoCloseable {
  static final String SUFFIX = ".run.jsonl";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = JSON.writerFor(TrackingEvent.class);
  private static final ObjectReader READER = JSON.readerFor(TrackingEvent.class);

  private static final String KEPT = ".files";

  private final Path file;
  private final FileChannel out;
  private int kept;

  private RunJournal(Path file, FileChannel out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Begins a journal.
   *
   * @param file not there yet
   */
  static RunJournal begin(Path file) throws IOException {
    FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      out.lock();
      return new RunJournal(file, out);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  void append(TrackingEvent event) throws IOException {
    byte[] line = (WRITER.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  /**
   * Keeps a file as it is now until the journal is removed.
   *
   * @return where it is kept
   */
  Path keep(Path original) throws IOException {
    Path folder = Files.createDirectories(kept(file));
    Path copy = folder.resolve(Integer.toString(kept++));
    try {
      Files.createLink(copy, original);
    } catch (IOException | UnsupportedOperationException e) { // another file system
      Files.copy(original, copy);
    }
    return copy;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Removes a journal with what it keeps. */
  static void remove(Path file) throws IOException {
    Folders.delete(kept(file));
    Files.delete(file);
  }

  private static Path kept(Path file) {
    return file.resolveSibling(file.getFileName() + KEPT);
  }

  /** Whether nobody writes to a journal any more: its process has closed it, or is gone. */
  static boolean isClosed(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process writes
    }
  }

  /**
   * Events of a journal from one on.
   *
   * @param from how many are left out
   * @throws IOException when it cannot be read or holds something else
   */
  static List<TrackingEvent> read(Path file, int from) throws IOException {
    String content = Files.readString(file);
    List<String> lines = content.substring(0, content.lastIndexOf('\n') + 1).lines().toList();
    List<TrackingEvent> events = new ArrayList<>();
    for (String line : lines.subList(Math.min(from, lines.size()), lines.size())) {
      try {
        events.add(READER.readValue(line));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s, line %d: %s".formatted(file, from + events.size() + 1, e.getOriginalMessage()), e);
      }
    }
    return events;
  }
}
