package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.StoreFactories;
import com.ytempire.ml.local.server.DatabaseUrl;
import com.ytempire.ml.local.server.ServerProcesses;
import com.ytempire.ml.local.server.StackConnections;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new user types {@code up} and nothing else. */
@Timeout(150)
class FirstMinuteIT {
  private static final Path SHIPPED = Path.of("..", "config", "features.yaml");
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void servesFreshFeaturesWithinAMinuteAndStopsWithoutOrphans(@TempDir Path folder)
      throws Exception {
    Path data = folder.resolve("data");
    List<FeatureColumn> columns = FeaturePlan.load(SHIPPED).videoSchema().columns();
    long begun = System.nanoTime();
    try (UpProcess up = UpProcess.start(data, "--features", SHIPPED.toString())) {
      await()
          .atMost(MINUTE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                assertThat(up.isRunning()).as(up.console()).isTrue();
                return servesAFreshVideo(data, columns);
              });
      System.out.printf("fresh features after %.1f s%n", (System.nanoTime() - begun) / 1e9);

      assertThat(serviceLives(data)).isTrue();
      assertThat(ServerProcesses.all(data)).isNotEmpty();
      assertThat(up.stop(MINUTE)).isEqualTo(143);
      assertThat(ServerProcesses.all(data)).isEmpty();
    }
  }

  private static boolean serviceLives(Path data) throws Exception {
    String address =
        StackConnections.read(data).orElseThrow().variables().getOrDefault("SERVICE_URL", "");
    var request = HttpRequest.newBuilder(URI.create(address + "/health/live")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  /** Whether all features of the video that was seen last are there and not stale. */
  private static boolean servesAFreshVideo(Path data, List<FeatureColumn> columns) {
    var connections = StackConnections.read(data);
    if (connections.isEmpty()) {
      return false;
    }
    Map<String, String> servers = connections.get().variables();
    Optional<EntityKey> newest = newestVideo(servers);
    if (newest.isEmpty()) {
      return false;
    }
    try (OnlineFeatureStore store = StoreFactories.of(PlatformSettings.from(servers)).open()) {
      FeatureRead read = store.read(newest.get(), columns);
      return read.values().stream().allMatch(value -> value.status() == FeatureStatus.PRESENT);
    }
  }

  private static Optional<EntityKey> newestVideo(Map<String, String> servers) {
    String newest =
        """
        SELECT entity_id FROM feature_store WHERE entity_type = 'video'
        ORDER BY computed_at DESC LIMIT 1
        """;
    try (Connection connection =
            DatabaseUrl.parse(servers.getOrDefault("DATABASE_URL", "")).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(newest)) {
      return row.next()
          ? Optional.of(new EntityKey(EntityKey.VIDEO, row.getString(1)))
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty(); // The table is not there yet.
    }
  }
}
