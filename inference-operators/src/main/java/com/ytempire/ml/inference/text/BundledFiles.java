package com.ytempire.ml.inference.text;

import com.ytempire.ml.core.file.Folders;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on the class path that must be files on disk, because a network that is read from a file
 * needs no copy of it on the Java heap. Safe to share, also between processes that use one folder.
 */
final class BundledFiles {
  private static final Logger LOG = LoggerFactory.getLogger(BundledFiles.class);

  private BundledFiles() {}

  /**
   * A file on the class path.
   *
   * @param resource its absolute name there
   * @param artifact what it is called on disk, and what it must be
   */
  record Bundled(String resource, Artifact artifact) {}

  /**
   * Unpacks what is not there yet. A file that is there with its length is taken as it is: files
   * appear whole, after their digest was checked.
   *
   * @param folder for these files alone, made if it is not there
   * @throws ModelLoadException when a resource is missing or another one than expected, or the
   *     folder cannot be written
   */
  static void unpack(List<Bundled> files, Path folder) {
    for (Bundled file : files) {
      Path target = folder.resolve(file.artifact().path());
      try {
        if (!Files.isRegularFile(target) || Files.size(target) != file.artifact().bytes()) {
          Files.createDirectories(folder);
          unpack(file, target);
        }
      } catch (IOException e) {
        throw new ModelLoadException(
            ("%s of the class path cannot be unpacked to %s: %s; free some space or set"
                    + " MODEL_CACHE_DIR to another folder")
                .formatted(file.resource(), target, e),
            e);
      }
    }
  }

  /** A folder that is deleted when the process ends in order. */
  static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("ytempire-models");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(folder)));
      return folder;
    } catch (IOException e) {
      throw new ModelLoadException(
          "no temporary folder for the bundled models; set MODEL_CACHE_DIR to a folder", e);
    }
  }

  private static void unpack(Bundled file, Path target) throws IOException {
    Path unfinished = Files.createTempFile(target.getParent(), "unfinished-", null);
    try {
      String digest = copy(file, unfinished);
      if (!digest.equals(file.artifact().sha256())) {
        throw new ModelLoadException(
            ("%s of the class path is not the model that this build was made for: digest %s,"
                    + " expected %s")
                .formatted(file.resource(), digest, file.artifact().sha256()));
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static String copy(Bundled file, Path target) throws IOException {
    try (InputStream content = BundledFiles.class.getResourceAsStream(file.resource());
        var digesting =
            new DigestOutputStream(
                Files.newOutputStream(target), MessageDigest.getInstance("SHA-256"))) {
      if (content == null) {
        throw new ModelLoadException(
            file.resource() + " is not on the class path; add the model's jar or give a folder");
      }
      content.transferTo(digesting);
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void deleteAll(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("folder", folder).log("a temporary folder stays behind");
    }
  }
}
