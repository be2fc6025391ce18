package com.ytempire.ml.local.server;

import com.ytempire.ml.core.file.Folders;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The Postgres programs that come in a jar, unpacked once into the cache and shared by all stacks.
 *
 * @param home folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

  /** Changes with the version of the jar, so that an old unpacked tree is not taken for new. */
  static final String RELEASE = "17.11.0";

  /**
   * Unpacks the programs where they are not yet; takes about two seconds once. Two processes may do
   * so at the same time: the first to finish wins.
   */
  static PostgresBinaries unpackedIn(Path cache) {
    Path home = cache.resolve("postgres-" + RELEASE);
    if (Files.isDirectory(home)) {
      return new PostgresBinaries(home);
    }
    try {
      Files.createDirectories(cache);
      Path draft = Files.createTempDirectory(cache, "postgres-unpacking-");
      unpack(draft);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      publish(draft, home);
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new ServerException("cannot unpack Postgres into %s: %s".formatted(cache, e), e);
    }
  }

  private static void unpack(Path folder) throws IOException {
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    try (InputStream packed =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", machine)) {
      if (packed == null) {
        throw new ServerException(
            "no embedded Postgres for Linux on %s; name a server by DATABASE_URL"
                .formatted(machine));
      }
      var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        write(tar, entry, file);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      boolean program = (entry.getMode() & 0100) != 0;
      Set<PosixFilePermission> mode =
          PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--");
      Files.setPosixFilePermissions(file, mode);
    }
  }

  private static void publish(Path draft, Path home) throws IOException {
    try {
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Folders.delete(draft);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /**
   * Copies a built pgvector among the server's extensions; a running server sees it at once.
   *
   * @param built folder with {@code lib/vector.so} and {@code extension/}
   * @return whether the server has the extension now
   */
  boolean installVector(Path built) {
    Path control = built.resolve("extension/vector.control");
    Path library = built.resolve("lib/vector.so");
    if (!Files.isRegularFile(library) || !Files.isRegularFile(control)) {
      return hasVector();
    }
    try (Stream<Path> scripts = Files.list(control.getParent())) {
      replace(library, home.resolve("lib/postgresql/vector.so"));
      for (Path script : scripts.toList()) {
        replace(script, extensions().resolve(script.getFileName()));
      }
      return true;
    } catch (IOException e) {
      throw new ServerException("cannot copy pgvector from %s: %s".formatted(built, e), e);
    }
  }

  boolean hasVector() {
    return Files.exists(home.resolve("lib/postgresql/vector.so"))
        && Files.exists(extensions().resolve("vector.control"));
  }

  private Path extensions() {
    return home.resolve("share/postgresql/extension");
  }

  private static void replace(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(from, to) < 0) {
      return;
    }
    // By a rename: a server may have the old library mapped.
    Path draft = Files.createTempFile(to.getParent(), "new-", ".tmp");
    Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
