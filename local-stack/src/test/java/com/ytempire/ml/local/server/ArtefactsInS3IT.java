package com.ytempire.ml.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.generation.artefact.ArtefactFormat;
import com.ytempire.ml.generation.artefact.ArtefactName;
import com.ytempire.ml.generation.artefact.Artefacts;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Artefacts in a bucket of the embedded S3. */
@Timeout(60)
class ArtefactsInS3IT {
  private static final ArtefactName NAME = new ArtefactName(UUID.randomUUID(), ArtefactFormat.WAV);

  @Test
  void whatWasPutIntoABucketIsReadInPartsAndStays(@TempDir Path folder) throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      StackSecrets secrets = StackSecrets.of(data);
      var server = new S3Server(data, StackPorts.free().s3(), secrets);
      server.start();
      try (Artefacts artefacts = artefacts(server, secrets)) {
        assertThatThrownBy(() -> artefacts.length(NAME)).isInstanceOf(NoSuchFileException.class);
        artefacts.put(NAME, "0123456789".getBytes(UTF_8));
        artefacts.put(NAME, "another".getBytes(UTF_8));

        assertThat(artefacts.length(NAME)).isEqualTo(10);
        assertThat(artefacts.read(NAME, 7, 3)).isEqualTo("789".getBytes(UTF_8));

        server.close();
        assertThatThrownBy(() -> artefacts.read(NAME, 0, 1))
            .isInstanceOf(IOException.class)
            .hasMessageNotContaining(secrets.s3SecretKey());
      } finally {
        server.close();
      }
    }
  }

  private static Artefacts artefacts(S3Server server, StackSecrets secrets) {
    PlatformSettings settings =
        PlatformSettings.from(
            Map.of(
                "S3_ENDPOINT", server.address(),
                "AWS_ACCESS_KEY_ID", secrets.s3AccessKey(),
                "AWS_SECRET_ACCESS_KEY", secrets.s3SecretKey()));
    return Artefacts.open("s3://ytempire-data/artefacts", settings.objects());
  }
}
