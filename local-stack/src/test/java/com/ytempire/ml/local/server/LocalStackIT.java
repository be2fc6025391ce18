package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The real servers together: data outlives a restart, and a second stack is refused. */
class LocalStackIT {

  @Test
  void keepsWhatWasWrittenOverARestart(@TempDir Path folder) throws Exception {
    StackOptions options = RunningStack.options(folder);
    try (LocalStack stack = LocalStack.start(options, StackProgress.SILENT)) {
      assertThat(stack.servers()).allMatch(StackServer::isHealthy);
      writeEverywhere(stack.connections().variables());
    }

    try (LocalStack stack = LocalStack.start(options, StackProgress.SILENT)) {
      Map<String, String> connections = stack.connections().variables();
      assertThat(readPostgres(connections)).isEqualTo("kept");
      try (Jedis redis = new Jedis(URI.create(connections.get("REDIS_URL")))) {
        assertThat(redis.get("greeting")).isEqualTo("kept");
      }
      // An event time of 2017 is older than any usual retention.
      assertThat(readKafka(connections)).containsExactly("kept");
      try (S3Client s3 = s3(connections)) {
        assertThat(
                s3.getObjectAsBytes(get -> get.bucket("ytempire-data").key("a/b.txt"))
                    .asUtf8String())
            .isEqualTo("kept");
      }
    }
    assertThat(Processes.runningIn(folder.toRealPath().resolve("postgres"), "postgres")).isEmpty();
    assertThat(Processes.runningIn(folder.toRealPath().resolve("redis"), "redis")).isEmpty();
  }

  @Test
  void refusesASecondStackOnTheSameFolderAndOnTakenPorts(@TempDir Path folder) throws Exception {
    StackOptions options = RunningStack.options(folder.resolve("one"));
    try (DataFolder held = DataFolder.open(options.dataFolder())) {
      assertThatThrownBy(() -> LocalStack.start(options, StackProgress.SILENT))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining(held.root().toString())
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
    }

    try (var kafkaPort = new java.net.ServerSocket(options.ports().kafka())) {
      assertThatThrownBy(() -> LocalStack.start(options, StackProgress.SILENT))
          .isInstanceOf(ServerException.class)
          .hasMessage(
              "port %d of kafka is taken by process %d (%s); free it, or choose another port by KAFKA_PORT",
              kafkaPort.getLocalPort(),
              ProcessHandle.current().pid(),
              Processes.shortCommand(ProcessHandle.current().pid()));
    }
    // A refused start keeps neither the lock nor a process.
    DataFolder.open(options.dataFolder()).close();
    assertThat(Files.exists(options.dataFolder().resolve("postgres"))).isFalse();
  }

  private static void writeEverywhere(Map<String, String> connections) throws Exception {
    try (Connection postgres = DatabaseUrl.parse(connections.get("DATABASE_URL")).connect();
        Statement statement = postgres.createStatement()) {
      statement.execute("CREATE TABLE greeting (text TEXT)");
      statement.execute("INSERT INTO greeting VALUES ('kept')");
    }
    try (Jedis redis = new Jedis(URI.create(connections.get("REDIS_URL")))) {
      redis.set("greeting", "kept");
    }
    Properties producer = KafkaTopics.adminProperties(connections.get("KAFKA_BOOTSTRAP_SERVERS"));
    try (var kafka =
        new KafkaProducer<>(producer, new StringSerializer(), new StringSerializer())) {
      long in2017 = 1_510_617_600_000L;
      kafka.send(new ProducerRecord<>("video-events", 0, in2017, "US|v", "kept")).get();
    }
    try (S3Client s3 = s3(connections)) {
      s3.putObject(
          put -> put.bucket("ytempire-data").key("a/b.txt"), RequestBody.fromString("kept"));
    }
  }

  private static String readPostgres(Map<String, String> connections) throws SQLException {
    try (Connection postgres = DatabaseUrl.parse(connections.get("DATABASE_URL")).connect();
        Statement statement = postgres.createStatement();
        ResultSet rows = statement.executeQuery("SELECT text FROM greeting")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<String> readKafka(Map<String, String> connections) {
    Properties consumer = KafkaTopics.adminProperties(connections.get("KAFKA_BOOTSTRAP_SERVERS"));
    consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var kafka =
        new KafkaConsumer<>(consumer, new StringDeserializer(), new StringDeserializer())) {
      kafka.assign(List.of(new TopicPartition("video-events", 0)));
      var found = new java.util.ArrayList<String>();
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                kafka.poll(Duration.ofMillis(200)).forEach(row -> found.add(row.value()));
                return !found.isEmpty();
              });
      return found;
    }
  }

  private static S3Client s3(Map<String, String> connections) {
    return new S3Buckets(
            URI.create(connections.get("S3_ENDPOINT")),
            connections.get("AWS_ACCESS_KEY_ID"),
            connections.get("AWS_SECRET_ACCESS_KEY"),
            "us-east-1")
        .client();
  }
}
