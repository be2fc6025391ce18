package com.ytempire.ml.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that holds everything a stack keeps, locked while a stack runs on it.
 *
 * <p>The operating system drops the lock when the process ends, however it ends, so a lock never
 * has to be removed by hand.
 */
public final class DataFolder implements AutoCloseable {

  private static final String LOCK_FILE = "stack.lock";

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing, readable by its owner only, and locks it.
   *
   * @throws ServerException when another process uses it, or it cannot be written
   */
  public static DataFolder open(Path folder) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      Path root = folder.toRealPath();
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      channel =
          FileChannel.open(
              root.resolve(LOCK_FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(root.resolve(LOCK_FILE)).strip();
        throw new ServerException(
            "data folder %s is in use by process %s; stop that one, or name another folder with --data"
                .formatted(root, holder.isEmpty() ? "(unknown)" : holder));
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
      return new DataFolder(root, channel, lock);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new ServerException(
          "data folder %s cannot be used: %s; name another folder with --data"
              .formatted(folder.toAbsolutePath(), e),
          e);
    } catch (ServerException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /** Whether the process that locked the folder last still runs. */
  static boolean isInUse(Path folder) {
    try {
      String holder = Files.readString(folder.resolve(LOCK_FILE)).strip();
      return ProcessHandle.of(Long.parseLong(holder)).isPresent();
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Held by another stack in this very process.
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder itself, absolute and without symbolic links. */
  public Path root() {
    return root;
  }

  /** A folder inside, created where it is missing. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new ServerException("cannot create %s: %s".formatted(root.resolve(name), e), e);
    }
  }

  /** Where log files go. */
  public Path logs() {
    return folder("logs");
  }

  @Override
  public void close() {
    try {
      if (lock.isValid()) {
        lock.release();
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + root, e);
    }
  }
}
