package com.ytempire.ml.core.store.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Puts a pgvector that was built for this machine into the folders of a Postgres that the platform
 * unpacked itself. The server finds it at once; no restart is needed.
 *
 * <p>The built folder holds {@code lib/vector.so}, {@code extension/vector.control} and {@code
 * extension/vector--*.sql}. Each file appears whole or not at all, so installing twice, or from two
 * processes, is harmless.
 */
public final class PgvectorInstaller {
  private static final String LIBRARY = "vector.so";

  private PgvectorInstaller() {}

  /** Whether the folder holds a complete build. */
  public static boolean isBuilt(Path pgvectorDir) {
    return Files.isRegularFile(pgvectorDir.resolve("lib").resolve(LIBRARY))
        && Files.isRegularFile(pgvectorDir.resolve("extension").resolve("vector.control"));
  }

  /**
   * Copies the build into a server's folders.
   *
   * @param pgvectorDir folder with {@code lib} and {@code extension}
   * @param pkgLibDir the server's PKGLIBDIR
   * @param shareDir the server's SHAREDIR
   * @return whether there was a build to install
   * @throws IOException when a file cannot be copied
   */
  public static boolean install(Path pgvectorDir, Path pkgLibDir, Path shareDir)
      throws IOException {
    if (!isBuilt(pgvectorDir)) {
      return false;
    }
    Path extensions = Files.createDirectories(shareDir.resolve("extension"));
    copy(pgvectorDir.resolve("lib").resolve(LIBRARY), Files.createDirectories(pkgLibDir));
    try (DirectoryStream<Path> scripts =
        Files.newDirectoryStream(pgvectorDir.resolve("extension"), "vector--*.sql")) {
      for (Path script : scripts) {
        copy(script, extensions);
      }
    }
    // Last: the server offers the extension as soon as it sees this file.
    copy(pgvectorDir.resolve("extension").resolve("vector.control"), extensions);
    return true;
  }

  /**
   * Copies the build into the folders of a running server on this machine, which it asks for them.
   *
   * @param server a connection as superuser
   * @return whether there was a build to install
   * @throws IOException when a file cannot be copied
   * @throws SQLException when the server does not tell its folders
   */
  public static boolean install(Path pgvectorDir, DataSource server)
      throws IOException, SQLException {
    Map<String, Path> folders = new HashMap<>();
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, setting FROM pg_config WHERE name IN ('PKGLIBDIR', 'SHAREDIR')")) {
      while (rows.next()) {
        folders.put(rows.getString(1), Path.of(rows.getString(2)));
      }
    }
    Path pkgLibDir = folders.get("PKGLIBDIR");
    Path shareDir = folders.get("SHAREDIR");
    if (pkgLibDir == null || shareDir == null) {
      throw new IOException("the server does not tell its PKGLIBDIR and SHAREDIR");
    }
    return install(pgvectorDir, pkgLibDir, shareDir);
  }

  private static void copy(Path file, Path folder) throws IOException {
    Path target = folder.resolve(file.getFileName());
    Path partial = Files.createTempFile(folder, "installing", ".part");
    try {
      Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
