package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder and what is kept in it beside the servers' own data. */
class DataFolderTest {

  @Test
  void isUsedByOneStackAtATime(@TempDir Path folder) {
    try (DataFolder first = DataFolder.open(folder)) {
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining(first.root().toString());
    }

    DataFolder.open(folder).close();
  }

  @Test
  void isReadableByItsOwnerOnly(@TempDir Path parent) throws Exception {
    Path folder = parent.resolve("new");
    try (DataFolder data = DataFolder.open(folder)) {
      StackSecrets.of(data);

      assertThat(mode(folder)).isEqualTo("rwx------");
      assertThat(mode(folder.resolve("secrets.properties"))).isEqualTo("rw-------");
    }
  }

  @Test
  void refusesAPathThatIsAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("--data");
  }

  @Test
  void keepsItsSecretsAndDiffersFromOtherFolders(@TempDir Path folder) {
    StackSecrets first;
    try (DataFolder data = DataFolder.open(folder.resolve("one"))) {
      first = StackSecrets.of(data);
      assertThat(StackSecrets.of(data)).isEqualTo(first);
    }
    try (DataFolder data = DataFolder.open(folder.resolve("two"))) {
      assertThat(StackSecrets.of(data)).isNotEqualTo(first);
    }
    assertThat(first.toString()).doesNotContain(first.postgresPassword());
  }

  @Test
  void namesTheSecretThatAnEditedFileLacks(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("secrets.properties"), "postgres.password=x\n");
    try (DataFolder data = DataFolder.open(folder)) {
      assertThatThrownBy(() -> StackSecrets.of(data))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("lacks redis.password");
    }
  }

  @Test
  void doesNotTakeConnectionsOfAKilledStackForARunningOne(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("connections.properties"), "REDIS_URL=redis://localhost:1/0\n");
    Files.writeString(folder.resolve("stack.lock"), "0\n");

    assertThat(StackConnections.read(folder)).isEmpty();
  }

  private static String mode(Path path) throws java.io.IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
