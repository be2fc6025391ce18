package com.ytempire.ml.local.input;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker in this JVM, on free ports, with a reader of committed records. */
public final class KafkaFixture implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final int advertised;
  private final int controllerPort;
  private KafkaRaftServer broker;

  public KafkaFixture(Path folder) throws Exception {
    this(folder, 0);
  }

  /**
   * A broker behind something else.
   *
   * @param advertised port to which clients are sent; 0 for the broker's own
   */
  public KafkaFixture(Path folder, int advertised) throws Exception {
    this.folder = folder;
    this.port = freePort();
    this.advertised = advertised == 0 ? port : advertised;
    this.controllerPort = freePort();
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .run();
    start();
  }

  /** Starts it, again after {@link #stop} on its ports with its records. */
  public void start() {
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertised),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("log.dirs", folder.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "" + (8 << 20))));
    broker = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    broker.startup();
  }

  /** Ends it in order, as an operator would. */
  public void stop() {
    broker.shutdown();
    broker.awaitShutdown();
  }

  /** Where clients begin. */
  public String bootstrapServers() {
    return "127.0.0.1:" + advertised;
  }

  /** Where it listens itself. */
  public int port() {
    return port;
  }

  /** Everything that is committed in a topic now, heartbeats too. */
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return CommittedRecords.of(bootstrapServers(), topic);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
