package com.ytempire.ml.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.json.DeadLetterReader;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.input.CommittedRecords;
import com.ytempire.ml.local.input.FileInput;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.local.server.StackOptions;
import com.ytempire.ml.local.server.StackProgress;
import com.ytempire.ml.local.synthetic.SyntheticStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The feature platform of one test on a data folder of its own: Kafka and Flink are its own, the
 * other servers too unless variables name them. Closing stops it; another one on the same folder
 * goes on from where it was.
 */
final class TestPlatform implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARALLELISM = 2;

  private final LocalStack stack;
  private final Map<String, String> variables;

  private TestPlatform(LocalStack stack, Map<String, String> variables) {
    this.stack = stack;
    this.variables = variables;
  }

  /**
   * Starts the servers.
   *
   * @param variables servers that already run, such as those of {@link FreshStores}; empty to start
   *     all
   */
  static TestPlatform start(Path data, Map<String, String> variables) {
    StackOptions own = RunningStack.options(data);
    LocalStack stack =
        LocalStack.start(
            new StackOptions(
                own.dataFolder(), own.cache(), own.ports(), variables, own.builtVector()),
            StackProgress.SILENT);
    var all = new HashMap<>(variables);
    all.putAll(stack.connections().variables());
    return new TestPlatform(stack, Map.copyOf(all));
  }

  /** Plays files, merged by time, as fast as possible until all is worked off. */
  JsonNode run(Path features, Path... inputs) throws Exception {
    return run(features, PlayOptions.defaults(), inputs);
  }

  /**
   * Plays files, merged by time, until all is worked off; computes features only.
   *
   * @return the report
   */
  JsonNode run(Path features, PlayOptions play, Path... inputs) throws Exception {
    return run(features, play, false, false, Optional.empty(), inputs);
  }

  /**
   * Plays files, merged by time, until all is worked off and every vector is scored.
   *
   * @return the report
   */
  JsonNode runScored(Path features, PlayOptions play, Path... inputs) throws Exception {
    return run(features, play, true, false, Optional.empty(), inputs);
  }

  /** As {@link #runScored}, and a model learns from the outcomes. */
  JsonNode runLearning(Path features, PlayOptions play, Path... inputs) throws Exception {
    return run(features, play, true, true, Optional.empty(), inputs);
  }

  /** As {@link #runScored}, and what comes of it is watched for drift. */
  JsonNode runWatched(Path features, DriftConfig drift, Path... inputs) throws Exception {
    return run(features, PlayOptions.defaults(), true, false, Optional.of(drift), inputs);
  }

  private JsonNode run(
      Path features,
      PlayOptions play,
      boolean inference,
      boolean learning,
      Optional<DriftConfig> drift,
      Path... inputs)
      throws Exception {
    Path report = Files.createTempFile(stack.data().root(), "report", ".json");
    var options =
        new RunOptions(
            features,
            Map.of(),
            new FileInput(Arrays.stream(inputs).map(InputFile::at).toList(), Clock.systemUTC()),
            play,
            true,
            Optional.of(report),
            inference,
            learning,
            drift,
            false,
            PARALLELISM);
    new FeatureRun(
            stack,
            options,
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            Clock.systemUTC())
        .run();
    return JSON.readTree(report.toFile());
  }

  /** Plays the synthetic stream as it happens, until the thread is interrupted; features only. */
  void runLive(Path features) throws Exception {
    var options =
        new RunOptions(
            features,
            Map.of(),
            SyntheticStream.endless(1),
            PlayOptions.defaults().withSpeed(SyntheticStream.SPEED),
            false,
            Optional.empty(),
            false,
            false,
            PARALLELISM);
    new FeatureRun(
            stack,
            options,
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            Clock.systemUTC())
        .run();
  }

  LocalStack stack() {
    return stack;
  }

  /** Where the servers are. */
  Map<String, String> variables() {
    return variables;
  }

  Path offline() {
    return stack.data().root().resolve("offline");
  }

  StoreContents contents(FeaturePlan plan) throws Exception {
    return StoreContents.read(variables, offline(), plan);
  }

  /** All that is committed in a topic but heartbeats, which hurry a run to its end. */
  List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    String kafka = variables.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
    return CommittedRecords.of(kafka, topic).stream()
        .filter(record -> record.headers().lastHeader(Heartbeat.HEADER) == null)
        .toList();
  }

  /** The vectors on the features topic: how often each is there, without when it was known. */
  Map<String, Integer> publishedVectors() throws Exception {
    Map<String, Integer> vectors = new HashMap<>();
    for (var record : committed("features")) {
      var vector = (ObjectNode) JSON.readTree(record.value());
      vector.remove("known_at");
      vectors.merge(vector.toString(), 1, Integer::sum);
    }
    return vectors;
  }

  /** The dead letters: how often each is there, without where and when it was refused. */
  Map<String, Integer> deadLetters() throws Exception {
    var reader = new DeadLetterReader();
    Map<String, Integer> letters = new HashMap<>();
    for (var record : committed("dead-letters")) {
      DeadLetter letter = reader.read(record.value());
      String text = letter.reason() + ": " + new String(letter.payload(), StandardCharsets.UTF_8);
      letters.merge(text, 1, Integer::sum);
    }
    return letters;
  }

  /** All that a run leaves behind. */
  RunResult result(FeaturePlan plan, JsonNode report) throws Exception {
    return new RunResult(report, contents(plan), publishedVectors(), deadLetters());
  }

  @Override
  public void close() {
    stack.close();
  }
}
