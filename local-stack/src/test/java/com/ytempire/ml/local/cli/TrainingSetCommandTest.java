package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.LocalOfflineFiles;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The {@code training-set} command on an offline store without any server. */
class TrainingSetCommandTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC);
  private static final String YAML =
      "features: {engagement: [{name: like_share, formula: likes / views}]}";

  @TempDir Path folder;
  private Path definitions;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fillStore() throws IOException {
    definitions = Files.writeString(folder.resolve("features.yaml"), YAML);
    FeaturePlan plan = FeaturePlan.load(definitions);
    List<FeatureWrite> writes = new ArrayList<>();
    for (int video = 0; video < 20; video++) {
      for (int day = 0; day < 3; day++) {
        double[] inputs = new double[Input.values().length];
        Arrays.fill(inputs, Double.NaN);
        inputs[Input.VIEWS.ordinal()] = 100 * (day + 1);
        Instant at = START.plusSeconds(3600L * 24 * day + 7200L * video);
        writes.add(
            new FeatureWrite(
                new EntityKey(EntityKey.VIDEO, "US|v" + video),
                "v" + video + "/" + day,
                at,
                at.plusSeconds(2),
                new double[] {0.5},
                new float[0][],
                inputs));
      }
    }
    OfflineFeatureStore.at(folder.resolve("data/offline"))
        .append(plan.videoSchema(), "rows", writes);
  }

  private int execute(String... args) {
    var command = new CommandLine(YtempireCli.commandLine().getCommandSpec());
    command.addSubcommand("made", new TrainingSetCommand(Map.of(), CLOCK));
    List<String> all =
        new ArrayList<>(List.of("made", "--data", folder.resolve("data").toString()));
    all.addAll(List.of("--definitions", definitions.toString()));
    all.addAll(List.of(args));
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(YtempireCli.commandLine().getExecutionExceptionHandler())
        .setParameterExceptionHandler(YtempireCli.commandLine().getParameterExceptionHandler())
        .execute(all.toArray(String[]::new));
  }

  private TrainingSet read(String set) throws IOException {
    return new TrainingSetFolder(new LocalOfflineFiles(folder.resolve(set)), set).read();
  }

  @Test
  void makesASetOfAllSnapshotsThatHaveAnOutcome() throws IOException {
    assertThat(execute("--snapshots", "--features", "views,like_share")).as("%s", err).isZero();

    TrainingSet set = read("data/training-sets/20260201T100000Z");
    assertThat(set.features()).containsExactly("views", "like_share");
    assertThat(set.manifest().counts().rows()).isEqualTo(40);
    assertThat(set.examples(Side.TRAIN).get(0).at()).isEqualTo(START.plusSeconds(2));
    assertThat(out.toString())
        .containsPattern("rows +40\n")
        .containsPattern("of +20 entities of type video, 20 groups")
        .containsPattern("like_share +1 +0\\.0 %");
  }

  @Test
  void theBatchJobMakesTheSameBytes() throws IOException {
    String job = folder.resolve("job").toString();
    assertThat(execute("--snapshots", "--as-of", "2026-01-31", "--flink", "--out", job))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).containsPattern("rows +40\n");
    String one = folder.resolve("one").toString();
    assertThat(execute("--snapshots", "--as-of", "2026-01-31", "--out", one)).isZero();

    for (String file : List.of("examples.parquet", "manifest.json")) {
      assertThat(Path.of(job, file)).hasSameBinaryContentAs(Path.of(one, file));
    }
    assertThat(execute("--snapshots", "--flink", "--out", job)).isNotZero();
    assertThat(err.toString()).contains("holds a training set already");
    assertThat(
            execute("--snapshots", "--flink", "--from", "2026-01-07T15:00:00Z", "--out", job + "2"))
        .isNotZero();
    assertThat(err.toString()).contains("next snapshots are not stored");
    assertThat(execute("--snapshots", "--flink", "--source", "events.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("--flink reads an offline store");
  }

  @Test
  void makesASetOfTheEntitiesOfAFile() throws IOException {
    Path entities =
        Files.writeString(
            folder.resolve("entities.csv"),
            """
            entity_type,entity_id,timestamp
            video,US|v0,2026-01-05T12:00:00Z
            video,US|nobody,2026-01-05T12:00:00Z
            """);
    String set = folder.resolve("set").toString();

    assertThat(
            execute(
                "--entities",
                entities.toString(),
                "--features",
                "views",
                "--as-of",
                "2026-01-06",
                "--out",
                set))
        .as("%s", err)
        .isZero();

    // The next snapshot became known two seconds after what the set may know.
    assertThat(read("set").manifest().counts().unlabelled()).isEqualTo(2);
    assertThat(out.toString()).containsPattern("views +1 +50\\.0 % +0\\.0 %");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.jsonl"), "{\"video_id\": \"a\", \"event_time\": \"noon\"}\n");
    assertThat(execute("--snapshots", "--source", broken.toString())).isEqualTo(1);
    assertThat(execute("--snapshots", "--features", "veiws")).isEqualTo(1);
    assertThat(execute("--snapshots", "--source", "nowhere")).isEqualTo(1);
    assertThat(execute("--features", "views")).isEqualTo(2);
    assertThat(execute("--snapshots", "--split", "0.9,0.2,0.2")).isEqualTo(2);
    assertThat(execute("--snapshots", "--known-time", "never")).isEqualTo(2);
    assertThat(execute("--entities", "no-such.csv")).isEqualTo(2);
    assertThat(execute("--snapshots", "--from", "2026-02-01", "--to", "2026-01-01")).isEqualTo(2);

    assertThat(err.toString())
        .contains("error: cannot make the set: ", "broken.jsonl:1: ")
        .contains("did you mean 'views'?")
        .contains("there is no training data at nowhere")
        .contains("add up to 1.3")
        .contains("give recorded or event-time")
        .contains("no-such.csv: no such file")
        .contains("is not before");
  }
}
