package com.ytempire.ml.inference.repository;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A far server: its connections break where a test says so, and it remembers what was asked. */
final class FakeFiles implements RepositoryFiles {
  final NavigableMap<String, byte[]> content = new ConcurrentSkipListMap<>();

  /** {@code path@from} of each file that was opened. */
  final List<String> opened = new CopyOnWriteArrayList<>();

  /** What each attempt to open a file ends with, in order; −1 for an exception at once. */
  final Map<String, Queue<Integer>> breaks = new ConcurrentHashMap<>();

  @Nullable IOException failure;
  @Nullable CountDownLatch gate;

  /** How many bytes the next connections for a file bring before they break. */
  void breakAfter(String path, Integer... bytes) {
    breaks.put(path, new ArrayDeque<>(List.of(bytes)));
  }

  long timesOpened(String path) {
    return opened.stream().filter(open -> open.startsWith(path + "@")).count();
  }

  @Override
  public List<String> list(String folder) throws IOException {
    answer();
    return content.keySet().stream()
        .filter(path -> folder.isEmpty() || path.startsWith(folder + "/"))
        .toList();
  }

  @Override
  public long length(String path) throws IOException {
    return find(path).length;
  }

  private byte[] find(String path) throws IOException {
    answer();
    byte[] found = content.get(path);
    if (found == null) {
      throw new NoSuchFileException(describe(path));
    }
    return found;
  }

  private void answer() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public InputStream open(String path, long from) throws IOException {
    byte[] found = find(path);
    opened.add(path + "@" + from);
    CountDownLatch closed = gate;
    if (closed != null) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    var rest = new ByteArrayInputStream(found, (int) from, found.length - (int) from);
    Integer limit = breaks.getOrDefault(path, new ArrayDeque<>()).poll();
    if (limit == null) {
      return rest;
    }
    if (limit < 0) {
      throw new IOException("connection refused");
    }
    return new Breaking(rest, limit);
  }

  @Override
  public boolean writeNew(String path, Path file) throws IOException {
    answer();
    return content.putIfAbsent(path, Files.readAllBytes(file)) == null;
  }

  @Override
  public Optional<Path> local(String folder) {
    return Optional.empty();
  }

  @Override
  public String describe(String path) {
    return "s3://far" + (path.isEmpty() ? "" : "/" + path);
  }

  @Override
  public void close() {
    failure = new IOException("closed");
  }

  /** Gives so many bytes, then fails; an even number ends early without an exception. */
  private static final class Breaking extends FilterInputStream {
    private final boolean quietly;
    private int left;

    Breaking(InputStream in, int left) {
      super(in);
      this.left = left;
      this.quietly = left % 2 == 0;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (left == 0) {
        if (quietly) {
          return -1;
        }
        throw new IOException("connection reset");
      }
      int read = super.read(into, offset, Math.min(count, left));
      left -= read;
      return read;
    }
  }
}
