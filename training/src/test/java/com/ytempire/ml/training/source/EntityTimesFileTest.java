package com.ytempire.ml.training.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.EntityTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTimesFileTest {
  private static final List<EntityTime> EXPECTED =
      List.of(
          new EntityTime(new EntityKey("video", "US|a,b"), Instant.parse("2026-01-05T00:00:00Z")),
          new EntityTime(new EntityKey("video", "US|c"), Instant.parse("2026-01-05T08:30:00Z")));

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("entities"), content);
  }

  @Test
  void readsCsvWithItsColumnsInAnyOrder() throws IOException {
    assertThat(
            EntityTimesFile.read(
                file(
                    """
                    entity_id,note,timestamp,entity_type
                    "US|a,b",x,2026-01-05,video
                    US|c,,2026-01-05T09:30:00+01:00,video
                    """)))
        .isEqualTo(EXPECTED);
  }

  @Test
  void readsJsonLines() throws IOException {
    assertThat(
            EntityTimesFile.read(
                file(
                    """
                    {"entity_type": "video", "entity_id": "US|a,b", "timestamp": "2026-01-05"}

                    {"timestamp": "2026-01-05T08:30:00Z", "entity_type": "video", "entity_id": "US|c", "x": 1}
                    """)))
        .isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "entity_id,timestamp\\na,b;:1: has no title 'entity_type'",
        "entity_type,entity_id,timestamp\\nvideo,,2026-01-05;:2: has no entity_id",
        "entity_type,entity_id,timestamp\\nvideo,a,;:2: has no timestamp",
        "entity_type,entity_id,timestamp\\nvideo,a; is no CSV: Record 2 has 2 fields",
        "entity_type,entity_id,timestamp\\nvideo,a,noon;:2: timestamp 'noon' is no time",
        "{\"entity_type\": \"video\"};:1: has no entity_id",
        "{\"entity_type\";:1: is no JSON object"
      })
  void namesTheLineThatIsWrong(String content, String message) throws IOException {
    Path file = file(content.replace("\\n", "\n"));

    assertThatThrownBy(() -> EntityTimesFile.read(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("entities")
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyFileHasNoEntities() throws IOException {
    assertThat(EntityTimesFile.read(file(""))).isEmpty();
  }
}
