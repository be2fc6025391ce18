package com.ytempire.ml.core.store.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.PlatformSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3FolderTest {
  /** Nothing listens on port 1. */
  private static final PlatformSettings SETTINGS =
      PlatformSettings.from(
          Map.of(
              "S3_ENDPOINT", "http://localhost:1",
              "AWS_ACCESS_KEY_ID", "id",
              "AWS_SECRET_ACCESS_KEY", "not-shown"));

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, s3://bucket/",
    "s3://bucket/, s3://bucket/",
    "s3://bucket/a/b, s3://bucket/a/b/",
    "s3://bucket/a/b/, s3://bucket/a/b/"
  })
  void takesABucketWithOrWithoutAPrefix(String address, String folder) {
    try (var opened = S3Folder.open(address, SETTINGS.objects())) {
      assertThat(opened).hasToString(folder);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3:///prefix", "s3", "/folder", "http://bucket/a", ""})
  void refusesAnotherForm(String address) {
    assertThatThrownBy(() -> S3Folder.open(address, SETTINGS.objects()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' has not the form s3://bucket/prefix", address);
  }

  @Test
  void tellsItsAddressesFromFolders() {
    assertThat(S3Folder.isAddress("s3://bucket/a")).isTrue();
    assertThat(S3Folder.isAddress("/data/s3://a")).isFalse();
  }

  @Test
  void saysWhatFailedWhereWhenTheServerIsAway() {
    try (var folder = S3Folder.open("s3://bucket/a", SETTINGS.objects())) {
      assertThatThrownBy(() -> folder.read("file", 0, 4))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("reading s3://bucket/a/file failed: ")
          .hasMessageNotContaining("not-shown");
    }
  }
}
