package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.PlatformSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who gets in, what is there from the start, and how servers elsewhere are used. */
@ExtendWith(RunningStack.class)
class ServerAccessIT {

  @Test
  void refusesWhoDoesNotKnowThePassword(LocalStack stack) {
    Map<String, String> connections = stack.connections().variables();
    DatabaseUrl database = DatabaseUrl.parse(connections.get("DATABASE_URL"));
    var guessed =
        new DatabaseUrl(
            database.host(), database.port(), database.database(), database.user(), "guess");
    assertThatThrownBy(guessed::connect)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");

    URI redis = URI.create(connections.get("REDIS_URL"));
    try (Jedis stranger = new Jedis(redis.getHost(), redis.getPort())) {
      assertThatThrownBy(() -> stranger.get("x"))
          .isInstanceOf(JedisDataException.class)
          .hasMessageContaining("NOAUTH");
    }

    URI s3 = URI.create(connections.get("S3_ENDPOINT"));
    try (S3Client stranger = new S3Buckets(s3, "guess", "guess", "us-east-1").client()) {
      assertThatThrownBy(stranger::listBuckets)
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void createsTopicsThatKeepOldEventsAndTheBuckets(LocalStack stack) throws Exception {
    Map<String, String> connections = stack.connections().variables();
    try (Admin admin =
        Admin.create(KafkaTopics.adminProperties(connections.get("KAFKA_BOOTSTRAP_SERVERS")))) {
      var topics = admin.describeTopics(KafkaTopics.names()).allTopicNames().get();
      assertThat(topics).hasSize(8);
      assertThat(topics.get("video-events").partitions()).hasSize(4);
      assertThat(topics.get("dead-letters").partitions()).hasSize(1);
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, "video-events");
      var config = admin.describeConfigs(java.util.List.of(topic)).all().get().get(topic);
      assertThat(config.get("retention.ms").value()).isEqualTo("-1");
    }
    var buckets =
        new S3Buckets(
            URI.create(connections.get("S3_ENDPOINT")),
            connections.get("AWS_ACCESS_KEY_ID"),
            connections.get("AWS_SECRET_ACCESS_KEY"),
            "us-east-1");
    try (S3Client s3 = buckets.client()) {
      assertThat(s3.listBuckets().buckets().stream().map(Bucket::name))
          .containsExactlyInAnyOrder("ytempire-models", "ytempire-data", "ytempire-features");
    }
  }

  @Test
  void servesFlinksWebPage(LocalStack stack) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(stack.webPage()).build(),
                HttpResponse.BodyHandlers.ofString())
            .get(20, TimeUnit.SECONDS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Apache Flink");
  }

  @Test
  void saysWhichNamedServerCannotBeUsed(@TempDir Path folder, LocalStack stack) {
    int closed = StackPorts.freePorts(1)[0];
    var environment = new HashMap<>(stack.connections().variables());
    environment.put("REDIS_URL", "redis://:secret@localhost:" + closed + "/0");
    StackOptions own = RunningStack.options(folder);
    var options = new StackOptions(own.dataFolder(), own.cache(), own.ports(), environment, null);

    assertThatThrownBy(() -> LocalStack.start(options, StackProgress.SILENT))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("redis at redis://localhost:" + closed + "/0 cannot be used")
        .hasMessageContaining("correct REDIS_URL")
        .hasMessageNotContaining("secret");
    assertThat(stack.servers()).allMatch(StackServer::isHealthy);
  }

  @Test
  void namesItsServersAsThePlatformsSettingsExpect(LocalStack stack) {
    Map<String, String> variables = stack.connections().variables();

    PlatformSettings settings = PlatformSettings.from(variables);

    assertThat(settings.kafka().bootstrapServers())
        .isEqualTo(variables.get("KAFKA_BOOTSTRAP_SERVERS"));
    assertThat(settings.objects().toString()).contains(variables.get("S3_ENDPOINT"));
  }

  @Test
  void tellsOtherProcessesWhereItIsWhileItRuns(LocalStack stack) {
    assertThat(StackConnections.read(stack.data().root())).contains(stack.connections());
    assertThat(stack.connections().toString())
        .contains("DATABASE_URL")
        .doesNotContain(stack.connections().variables().get("AWS_SECRET_ACCESS_KEY"));
  }
}
