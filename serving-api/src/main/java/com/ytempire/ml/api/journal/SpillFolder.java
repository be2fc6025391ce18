package com.ytempire.ml.api.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries in files, oldest first. Entries are appended to a segment and forced to the disk; a
 * segment is read as a whole and then deleted, so that what a crash leaves is read again. Each
 * process has a numbered subfolder to itself, held by a lock that ends with the process, and takes
 * over what dead ones left. Confined to one thread, but for {@link #bytes}.
 */
final class SpillFolder implements AutoCloseable {
  private static final String SUFFIX = ".jsonl";
  private static final int MAX_PROCESSES = 64;

  /** Small, because a segment is held in memory and written again when it was written in part. */
  private static final long SEGMENT_BYTES = 1L << 20;

  private static final long REFUSED_BYTES = 16L << 20;

  private final long maxBytes;
  private final Path folder;
  private final FileChannel lock;
  private final Deque<Path> segments = new ArrayDeque<>();
  private volatile long bytes;
  private long nextNumber;
  private @Nullable FileChannel writing;
  private long written;

  private SpillFolder(Path folder, FileChannel lock, long maxBytes) {
    this.folder = folder;
    this.lock = lock;
    this.maxBytes = maxBytes;
  }

  /**
   * @throws IOException when the folder cannot be used
   */
  static SpillFolder open(Path root, long maxBytes) throws IOException {
    Files.createDirectories(root);
    SpillFolder mine = null;
    for (int number = 0; number < MAX_PROCESSES; number++) {
      Path folder = root.resolve(Integer.toString(number));
      if (mine != null && !Files.isDirectory(folder)) {
        break;
      }
      Files.createDirectories(folder);
      FileChannel lock = tryLock(folder);
      if (lock == null) {
        continue;
      }
      if (mine == null) {
        mine = new SpillFolder(folder, lock, maxBytes);
        mine.takeOver(folder);
      } else {
        try (lock) {
          mine.takeOver(folder);
        }
      }
    }
    if (mine == null) {
      throw new IOException("%s is used by %d processes".formatted(root, MAX_PROCESSES));
    }
    return mine;
  }

  private static @Nullable FileChannel tryLock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another journal of this process has it.
    }
    channel.close();
    return null;
  }

  private void takeOver(Path from) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(from)) {
      found = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    if (from.equals(folder)) {
      for (Path file : found) {
        nextNumber = Math.max(nextNumber, number(file) + 1);
        add(file);
      }
      return;
    }
    for (Path file : found) {
      Path moved = newSegment();
      Files.move(file, moved);
      add(moved);
    }
  }

  private static long number(Path segment) {
    String name = segment.getFileName().toString();
    try {
      return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    } catch (NumberFormatException e) {
      return -1; // Somebody else's file; it is read like any other.
    }
  }

  private void add(Path segment) throws IOException {
    segments.add(segment);
    bytes += Files.size(segment);
  }

  private Path newSegment() {
    return folder.resolve("%012d%s".formatted(nextNumber++, SUFFIX));
  }

  /** Bytes that wait here. */
  long bytes() {
    return bytes;
  }

  /**
   * Keeps entries until they are read.
   *
   * @return how many found room, from the first on
   * @throws IOException when they cannot be written; some of them may have been
   */
  int append(List<Entry> entries) throws IOException {
    var block = new ByteArrayOutputStream();
    int kept = 0;
    for (Entry entry : entries) {
      byte[] line = entry.line();
      if (bytes + block.size() + line.length > maxBytes) {
        break;
      }
      block.writeBytes(line);
      kept++;
    }
    if (kept > 0) {
      FileChannel channel = segment();
      ByteBuffer buffer = ByteBuffer.wrap(block.toByteArray());
      while (buffer.hasRemaining()) {
        int count = channel.write(buffer);
        written += count;
        bytes += count;
      }
      channel.force(false);
    }
    return kept;
  }

  private FileChannel segment() throws IOException {
    FileChannel open = writing;
    if (open != null && written < SEGMENT_BYTES) {
      return open;
    }
    endSegment();
    Path file = newSegment();
    open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writing = open;
    written = 0;
    segments.add(file);
    return open;
  }

  private void endSegment() throws IOException {
    FileChannel open = writing;
    writing = null;
    if (open != null) {
      open.close();
    }
  }

  /**
   * What is read back of one segment.
   *
   * @param file the segment
   * @param entries its entries, in order
   * @param damaged lines that are no entries
   */
  record Segment(Path file, List<Entry> entries, int damaged) {}

  /** The oldest segment, which stays until it is {@link #remove removed}; null when none waits. */
  @Nullable Segment oldest() throws IOException {
    Path file = segments.peek();
    if (file == null) {
      return null;
    }
    if (segments.size() == 1) {
      endSegment();
    }
    List<Entry> entries = new ArrayList<>();
    int damaged = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      var line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          line.write(next);
          continue;
        }
        try {
          entries.add(Entry.read(line.toByteArray()));
        } catch (IOException e) {
          damaged++;
        }
        line.reset();
      }
      if (line.size() > 0) {
        damaged++; // The machine stopped while this line was being written.
      }
    }
    return new Segment(file, entries, damaged);
  }

  /** Deletes a segment whose entries are kept elsewhere. */
  void remove(Segment segment) throws IOException {
    segments.remove(segment.file());
    long size = Files.size(segment.file());
    Files.delete(segment.file());
    bytes = Math.max(0, bytes - size);
  }

  /** Puts an entry aside that nobody will take, for people; the first 16 MiB of them. */
  void setAside(Entry entry) throws IOException {
    Path file = folder.resolve("refused.txt");
    if (!Files.exists(file) || Files.size(file) < REFUSED_BYTES) {
      Files.write(file, entry.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  @Override
  public void close() throws IOException {
    endSegment();
    lock.close();
  }
}
