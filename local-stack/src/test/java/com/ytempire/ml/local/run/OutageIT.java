package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.DatabaseUrl;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.local.server.ServerName;
import com.ytempire.ml.local.server.ServerProcesses;
import com.ytempire.ml.local.server.StackServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Redis dies and comes back, then Postgres, while the job runs: nobody can tell afterwards. */
@ExtendWith(RunningStack.class)
@Timeout(240)
class OutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Instant REDIS_DIES = Instant.parse("2021-01-30T16:00:00Z");
  private static final Instant POSTGRES_STOPS = Instant.parse("2021-01-31T22:00:00Z");

  @Test
  void leavesWhatARunLeavesThatHadItsServersAllTheTime(@TempDir Path folder, LocalStack shared)
      throws Exception {
    RunResult expected = MixedInput.undisturbed(shared, folder);
    Path features = MixedInput.features(folder);
    Path input = MixedInput.write(folder);
    PlayOptions paced = PlayOptions.defaults().withSpeed(MixedInput.SPEED);
    ExecutorService runner = Executors.newSingleThreadExecutor();
    try (TestPlatform platform = TestPlatform.start(folder.resolve("data"), Map.of())) {
      Future<JsonNode> running = runner.submit(() -> platform.run(features, paced, input));
      StackServer redis = platform.stack().server(ServerName.REDIS);
      StackServer postgres = platform.stack().server(ServerName.POSTGRES);

      awaitFeature(platform, running, REDIS_DIES);
      ServerProcesses.killRedis(platform.stack().data().root());
      await().atMost(LIMIT).until(() -> !redis.isHealthy());
      awaitFeature(platform, running, REDIS_DIES.plus(Duration.ofHours(6)));
      redis.start();
      awaitFeature(platform, running, POSTGRES_STOPS);
      postgres.close();
      assertThat(postgres.isHealthy()).isFalse();
      postgres.start();

      JsonNode report = running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      platform.result(MixedInput.PLAN, report).assertSameAs(expected, "with outages");
    } finally {
      runner.shutdownNow();
    }
  }

  private static void awaitFeature(TestPlatform platform, Future<?> running, Instant time) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              assertThat(running.isDone()).as("still running").isFalse();
              return !newestFeature(platform).isBefore(time);
            });
  }

  private static Instant newestFeature(TestPlatform platform) {
    String url = platform.variables().getOrDefault("DATABASE_URL", "");
    try (Connection connection = DatabaseUrl.parse(url).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(computed_at) FROM feature_store")) {
      OffsetDateTime newest = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
      return newest == null ? Instant.EPOCH : newest.toInstant();
    } catch (SQLException e) {
      return Instant.EPOCH; // The table is not there yet.
    }
  }
}
