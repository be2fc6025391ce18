package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports and addresses as the environment gives them, and where checkpoints lie. */
class AddressesTest {

  @Test
  void readsADatabaseUrlWithEncodedPassword() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://me:a%2Fb%40c+d@db.example:6000/my%20base");

    assertThat(url).isEqualTo(new DatabaseUrl("db.example", 6000, "my base", "me", "a/b@c+d"));
    assertThat(DatabaseUrl.parse(url.withPassword())).isEqualTo(url);
    assertThat(url.toString()).doesNotContain("a/b@c+d").doesNotContain("me:");
  }

  @Test
  void takesTheUsualPortWhereADatabaseUrlNamesNone() {
    assertThat(DatabaseUrl.parse("postgres://me:x@db/base").port()).isEqualTo(5432);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "db:5432",
        "mysql://a:hidden@b/c",
        "postgresql://me:hidden@/x",
        "postgresql://me:hidden@host",
        "postgresql://me:hid den@host/x"
      })
  void refusesAnotherFormWithoutRepeatingThePassword(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("postgresql://user:password@host:port/database")
        .hasMessageNotContaining("hid");
  }

  @Test
  void usesTheUsualPortsUnlessTheEnvironmentNamesOthers() {
    assertThat(StackPorts.fromEnvironment(Map.of()))
        .isEqualTo(new StackPorts(5432, 6379, 9092, 9000, 8081));
    assertThat(StackPorts.fromEnvironment(Map.of("REDIS_PORT", " 7000 ", "S3_PORT", "")))
        .isEqualTo(new StackPorts(5432, 7000, 9092, 9000, 8081));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "abc", "1.5"})
  void refusesAPortThatIsNone(String port) {
    assertThatThrownBy(() -> StackPorts.fromEnvironment(Map.of("FLINK_UI_PORT", port)))
        .isInstanceOf(ServerException.class)
        .hasMessage("FLINK_UI_PORT=%s is not a port; give a number from 1 to 65535", port);
  }

  @Test
  void wantsTheKeysOfANamedS3() {
    assertThatThrownBy(
            () -> ExternalServers.named(ServerName.S3, Map.of("S3_ENDPOINT", "http://s3:9000")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID must be set");
  }

  @Test
  void findsTheNewestCompleteCheckpointOfAJob(@TempDir Path root) throws Exception {
    var checkpoints = new RetainedCheckpoints(root);
    Path older = checkpoint(checkpoints, "features", 7, 1_000);
    Path newer = checkpoint(checkpoints, "features", 3, 2_000);
    checkpoint(checkpoints, "drift", 9, 3_000);
    Files.createDirectories(newer.resolveSibling("chk-4")); // Begun, not complete.

    assertThat(checkpoints.latest("features")).contains(newer);
    Files.delete(newer.resolve("_metadata"));
    assertThat(checkpoints.latest("features")).contains(older);
    assertThat(checkpoints.latest("inference")).isEmpty();
  }

  private static Path checkpoint(
      RetainedCheckpoints checkpoints, String job, int number, long writtenAt) throws Exception {
    var id = new JobID();
    checkpoints.remember(id.toHexString(), job);
    Path folder =
        Files.createDirectories(
            checkpoints.root().resolve(id.toHexString()).resolve("chk-" + number));
    Path metadata = Files.writeString(folder.resolve("_metadata"), "state");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(writtenAt));
    return folder;
  }
}
