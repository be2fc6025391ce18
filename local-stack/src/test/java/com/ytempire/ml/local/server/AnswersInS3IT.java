package com.ytempire.ml.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.cache.CacheAnswer.Origin;
import com.ytempire.ml.api.cache.CacheCodec;
import com.ytempire.ml.api.cache.CacheControl;
import com.ytempire.ml.api.cache.CacheSettings;
import com.ytempire.ml.api.cache.CacheStatistics.Event;
import com.ytempire.ml.api.cache.GuardedCacheLevel;
import com.ytempire.ml.api.cache.MultiLevelCache;
import com.ytempire.ml.api.cache.ObjectCacheLevel;
import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The farthest level of the service's cache, on the embedded S3. */
@Timeout(60)
class AnswersInS3IT {
  record Word(String text) {}

  private static final String KEY = "predictions:trend:0123abcd";

  @Test
  void findsAnswersOfOtherProcessesInS3AndGoesOnWhileItIsAway(@TempDir Path folder)
      throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      StackSecrets secrets = StackSecrets.of(data);
      var server = new S3Server(data, StackPorts.free().s3(), secrets);
      server.start();
      try (S3Folder answers = answers(server, secrets)) {
        assertThat(ask(process(answers), KEY, "one")).isEqualTo(Origin.COMPUTED);
        assertThat(new String(answers.read("predictions/trend/0123abcd.json"), UTF_8))
            .startsWith("{\"text\":\"one\",\"cached_at\":\"");
        MultiLevelCache<Word> other = process(answers);
        assertThat(ask(other, KEY, "two")).isEqualTo(Origin.CACHED);
        assertThat(other.statistics().of("s3", Event.HIT)).isEqualTo(1);
        assertThat(ask(other, "predictions:trend:unknown", "two")).isEqualTo(Origin.COMPUTED);
        assertThat(other.statistics().of("s3", Event.MISS)).isEqualTo(1);

        server.close();
        MultiLevelCache<Word> alone = process(answers);
        assertThat(ask(alone, KEY, "three")).isEqualTo(Origin.COMPUTED);
        assertThat(ask(alone, KEY, "four")).isEqualTo(Origin.CACHED);
        assertThat(alone.statistics().of("s3", Event.ERROR)).as("a read and a write").isEqualTo(2);

        server.start();
        assertThat(ask(process(answers), KEY, "five")).isEqualTo(Origin.CACHED);
      } finally {
        server.close();
      }
    }
  }

  private static S3Folder answers(S3Server server, StackSecrets secrets) {
    PlatformSettings settings =
        PlatformSettings.from(
            Map.of(
                "S3_ENDPOINT", server.address(),
                "AWS_ACCESS_KEY_ID", secrets.s3AccessKey(),
                "AWS_SECRET_ACCESS_KEY", secrets.s3SecretKey()));
    return S3Folder.open("s3://ytempire-data/answers", settings.objects());
  }

  private static MultiLevelCache<Word> process(S3Folder answers) {
    return new MultiLevelCache<>(
        new CacheSettings(
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofSeconds(1),
            100,
            Duration.ofSeconds(30)),
        new CacheCodec<>(new ObjectMapper(), Word.class),
        word -> true,
        List.of(
            new GuardedCacheLevel(
                new ObjectCacheLevel(answers), new OutwardCalls().to(OutwardCalls.OBJECTS))),
        Runnable::run,
        Clock.systemUTC());
  }

  private static Origin ask(MultiLevelCache<Word> cache, String key, String text) {
    return cache
        .get(key, CacheControl.ANY, () -> CompletableFuture.completedFuture(new Word(text)))
        .join()
        .origin();
  }
}
