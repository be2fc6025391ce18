package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of networks that ONNX Runtime has optimised, so that it need not at every load.
 *
 * <p>A file's name holds the fingerprint of the network it was made from, ONNX Runtime's version,
 * the kind of device and its own fingerprint; so one that is damaged, or that was made from
 * something else or by another version, is never used. The folder may be deleted at any time. Safe
 * to share, also between processes.
 */
final class OptimizedNetworks {
  private static final Logger LOG = LoggerFactory.getLogger(OptimizedNetworks.class);

  /** Most files kept; those not used for longest go first. */
  static final int MOST = 32;

  private static final int BUFFER_BYTES = 1 << 18;
  private static final String SUFFIX = ".onnx";

  private final Path folder;
  private final String version;
  private final Clock clock;

  /**
   * @param version of ONNX Runtime
   */
  OptimizedNetworks(Path folder, String version, Clock clock) {
    this.folder = folder;
    this.version = version;
    this.clock = clock;
  }

  /**
   * Opens a network, from its optimised form where there is one, else leaving one behind.
   *
   * @throws OrtException when the network itself cannot be opened
   * @throws IOException when the network itself cannot be read
   */
  OrtSession open(Path network, Device device, SessionFactory factory)
      throws OrtException, IOException {
    String prefix =
        "%s-ort%s-%s-"
            .formatted(
                fingerprint(network), version, device.kind().name().toLowerCase(Locale.ROOT));
    for (Path optimized : found(prefix)) {
      if (isIntact(optimized, prefix)) {
        try {
          OrtSession session = factory.asIs(optimized);
          touch(optimized);
          return session;
        } catch (OrtException e) {
          say(optimized, e.toString());
          // Whatever it is, making it again would give the same.
          return factory.optimizing(network, null);
        }
      }
      say(optimized, "its content is not what it was");
      delete(optimized);
    }
    return optimize(network, prefix, factory);
  }

  private OrtSession optimize(Path network, String prefix, SessionFactory factory)
      throws OrtException {
    Path unfinished;
    try {
      Files.createDirectories(folder);
      unfinished = Files.createTempFile(folder, "unfinished-", SUFFIX);
    } catch (IOException e) {
      say(folder, e.toString());
      return factory.optimizing(network, null);
    }
    try {
      OrtSession session = optimizing(network, unfinished, factory);
      keep(unfinished, prefix);
      return session;
    } finally {
      delete(unfinished);
    }
  }

  /** A disk that is full must not keep a network from being opened. */
  private OrtSession optimizing(Path network, Path saveTo, SessionFactory factory)
      throws OrtException {
    try {
      return factory.optimizing(network, saveTo);
    } catch (OrtException e) {
      OrtSession session = factory.optimizing(network, null);
      say(saveTo, e.toString());
      return session;
    }
  }

  private void keep(Path unfinished, String prefix) {
    try {
      if (Files.size(unfinished) > 0) {
        Path kept = folder.resolve(prefix + fingerprint(unfinished) + SUFFIX);
        Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        dropOldest();
      }
    } catch (IOException e) {
      say(folder, e.toString());
    }
  }

  private void dropOldest() throws IOException {
    Map<Path, FileTime> used = new TreeMap<>();
    for (Path file : found("")) {
      used.put(file, Files.getLastModifiedTime(file));
    }
    used.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .skip(MOST)
        .forEach(entry -> delete(entry.getKey()));
  }

  private List<Path> found(String prefix) {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, prefix + "*" + SUFFIX)) {
        stream.forEach(files::add);
      } catch (IOException e) {
        say(folder, e.toString());
      }
    }
    return files;
  }

  private static boolean isIntact(Path optimized, String prefix) {
    try {
      return optimized.getFileName().toString().equals(prefix + fingerprint(optimized) + SUFFIX);
    } catch (IOException e) {
      return false;
    }
  }

  private void touch(Path optimized) {
    try {
      Files.setLastModifiedTime(optimized, FileTime.from(clock.instant()));
    } catch (IOException e) {
      // It only decides which file goes first when there are too many.
      LOG.atDebug().addKeyValue("file", optimized).log("cannot note that a file was used");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      say(file, e.toString());
    }
  }

  private static void say(Path file, String reason) {
    LOG.atWarn()
        .addKeyValue("file", file)
        .addKeyValue("reason", reason)
        .log("an optimised network is not kept or not used; optimising again");
  }

  /**
   * Length and two checksums of a file. They tell damage and mix-ups, not malice: whoever may write
   * here may replace the network itself. A cryptographic digest would cost more than is saved.
   */
  private static String fingerprint(Path file) throws IOException {
    var crc32 = new CRC32();
    var crc32c = new CRC32C();
    long length = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        length += buffer.remaining();
        crc32.update(buffer.duplicate());
        crc32c.update(buffer);
        buffer.clear();
      }
    }
    return "%x-%08x%08x".formatted(length, crc32.getValue(), crc32c.getValue());
  }
}
