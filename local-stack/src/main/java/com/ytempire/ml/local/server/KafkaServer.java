package com.ytempire.ml.local.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker with its own controller (KRaft) in this JVM, on a kept log directory.
 *
 * <p>Listens on 127.0.0.1 only. A record that was acknowledged survives {@code kill -9} of the JVM,
 * not a loss of power. Never creates topics on its own.
 */
public final class KafkaServer implements StackServer {

  private static final String NODE = "1";

  private final Path folder;
  private final int port;
  private @Nullable KafkaRaftServer broker;

  KafkaServer(DataFolder data, int port) {
    this.folder = data.folder("kafka");
    this.port = port;
  }

  @Override
  public ServerName name() {
    return ServerName.KAFKA;
  }

  @Override
  public void start() {
    // A broker that cannot go on halts its JVM; here that would take every other server with it.
    Exit.setHaltProcedure(KafkaServer::refuseExit);
    Exit.setExitProcedure(KafkaServer::refuseExit);
    int controllerPort = StackPorts.freePorts(1)[0];
    try {
      if (!Files.exists(folder.resolve("meta.properties"))) {
        format();
      }
      broker = new KafkaRaftServer(new KafkaConfig(settings(controllerPort), false), Time.SYSTEM);
      broker.startup();
      KafkaTopics.create(bootstrapServers());
    } catch (ServerException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new ServerException("Kafka did not start: " + e.getMessage(), e);
    }
  }

  private static void refuseExit(int status, @Nullable String message) {
    throw new IllegalStateException("Kafka gave up with status " + status + ": " + message);
  }

  private void format() throws Exception {
    new Formatter()
        .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
        .setNodeId(Integer.parseInt(NODE))
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  private Properties settings(int controllerPort) {
    var settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", NODE),
            Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(port, controllerPort)),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("log.dirs", folder.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("message.max.bytes", "" + KafkaTopics.MAX_RECORD_BYTES),
            Map.entry("replica.fetch.max.bytes", "" + KafkaTopics.MAX_RECORD_BYTES),
            // One broker: internal topics cannot have replicas.
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Two cores and one machine: threads and buffers of a small broker.
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "" + (8 * 1024 * 1024)),
            Map.entry("log.segment.bytes", "" + (256 * 1024 * 1024)),
            // Flink's exactly-once sink asks for transactions of up to an hour.
            Map.entry("transaction.max.timeout.ms", "3600000")));
    return settings;
  }

  /** Where clients begin. */
  String bootstrapServers() {
    return "localhost:" + port;
  }

  @Override
  public String address() {
    return bootstrapServers();
  }

  @Override
  public String version() {
    return AppInfoParser.getVersion();
  }

  @Override
  public boolean isHealthy() {
    try (Admin admin = Admin.create(KafkaTopics.adminProperties(bootstrapServers()))) {
      return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    KafkaRaftServer running = broker;
    broker = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }
}
