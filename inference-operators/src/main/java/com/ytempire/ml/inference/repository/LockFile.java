package com.ytempire.ml.inference.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lock that threads and processes of this machine share: one exclusive holder, or many shared
 * ones. The operating system gives a killed process' locks back. Safe to share between threads.
 *
 * <p>There is one per path and process, because closing any channel of a file may give back all
 * locks that the process has on it.
 */
final class LockFile {
  private static final Map<Path, LockFile> BY_PATH = new ConcurrentHashMap<>();
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path path;
  private @Nullable FileChannel channel;
  private boolean exclusive;
  private int sharers;

  private LockFile(Path path) {
    this.path = path;
  }

  static LockFile at(Path path) {
    return BY_PATH.computeIfAbsent(path.toAbsolutePath().normalize(), LockFile::new);
  }

  /** Gives the lock back; once. */
  @FunctionalInterface
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** The lock for one holder alone, or null when anybody has it. */
  synchronized @Nullable Held tryExclusive() throws IOException {
    if (exclusive || sharers > 0 || !lock(false)) {
      return null;
    }
    exclusive = true;
    return this::releaseExclusive;
  }

  /**
   * Waits until it has the lock alone.
   *
   * @throws IOException when it does not get it in time, or is interrupted
   */
  Held exclusive(Duration patience) throws IOException {
    long start = System.nanoTime();
    for (Held held = tryExclusive(); ; held = tryExclusive()) {
      if (held != null) {
        return held;
      }
      waitOn(start, patience);
    }
  }

  /**
   * Waits until nobody has it exclusively.
   *
   * @throws IOException when it does not get it in time, or is interrupted
   */
  void share(Duration patience) throws IOException {
    long start = System.nanoTime();
    while (!tryShare()) {
      waitOn(start, patience);
    }
  }

  private synchronized boolean tryShare() throws IOException {
    if (exclusive || (sharers == 0 && !lock(true))) {
      return false;
    }
    sharers++;
    return true;
  }

  /** Shares it once more if this process shares it already. */
  synchronized boolean shareAgain() {
    if (sharers == 0) {
      return false;
    }
    sharers++;
    return true;
  }

  /** Gives one share back. */
  synchronized void unshare() {
    if (sharers == 0) {
      throw new IllegalStateException(path + " is not shared");
    }
    sharers--;
    if (sharers == 0) {
      unlock();
    }
  }

  private synchronized void releaseExclusive() {
    if (exclusive) {
      exclusive = false;
      unlock();
    }
  }

  private boolean lock(boolean shared) throws IOException {
    FileChannel opened =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = opened.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process has it: that is like another process.
      lock = null;
    } finally {
      if (lock == null) {
        opened.close();
      }
    }
    channel = lock == null ? null : opened;
    return lock != null;
  }

  private void unlock() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void waitOn(long start, Duration patience) throws IOException {
    if (System.nanoTime() - start > patience.toNanos()) {
      throw new IOException("another process has held %s for %s".formatted(path, patience));
    }
    LockSupport.parkNanos(POLL_NANOS);
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted while waiting for " + path);
    }
  }
}
