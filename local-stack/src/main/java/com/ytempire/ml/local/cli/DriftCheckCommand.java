package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import com.ytempire.ml.drift.profile.ProfileException;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfileReader;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.local.drift.CheckPeriod;
import com.ytempire.ml.local.drift.PeriodRows;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares a stored period with a profile, window by window. */
@Command(
    name = "check",
    description = {
      "Compares a stored period with a version's profile, or that of another period, window by"
          + " window, as the drift job does.",
      "No server has to run."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0 when no window has drifted, 1 when one has.",
      "Example: ytempire drift check --reference trend_predictor_v0.2.0 --from 2026-02-01"
    })
public final class DriftCheckCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Clock clock;

  @Mixin private DataOption data;

  @Mixin private PeriodOptions period;

  @Option(
      names = "--reference",
      paramLabel = "PROFILE",
      required = true,
      description = "File of a profile, or a version such as trend_predictor_v0.2.0.")
  private String reference;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Windows, thresholds and slices (default: config/drift.yaml).")
  private @Nullable Path config;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File for all verdicts, as JSON lines; replaced where there is one.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "File for a page with the reference beside each column, HTML; replaced where there is"
              + " one. It is of all videos together.")
  private @Nullable Path report;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public DriftCheckCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DriftCheckCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ReferenceProfile profile = profile();
    String objection = profile.objection();
    if (objection != null) {
      throw new ServerException(reference + ": " + objection);
    }
    if (config != null && !Files.isRegularFile(config)) {
      throw new ParameterException(spec.commandLine(), "--config " + config + ": no such file");
    }
    FeaturePlan plan = period.plan(data.folder(), environment, clock, spec);
    DriftConfig rules = DriftFiles.load(config, plan, profile);
    PeriodRows rows = period.read(plan, data.folder(), environment, clock, spec);
    int at = reference.lastIndexOf("_v");
    List<DriftEvent> events =
        isFile() || at < 0
            ? CheckPeriod.verdicts(rows, rules, profile, reference, "")
            : CheckPeriod.verdicts(
                rows, rules, profile, reference.substring(0, at), reference.substring(at + 2));
    if (out != null) {
      write(events, out);
    }
    if (report != null) {
      Files.writeString(report, CheckPeriod.report(events), StandardCharsets.UTF_8);
    }
    PrintWriter console = spec.commandLine().getOut();
    CheckPeriod.print(events, console);
    console.flush();
    return events.stream().anyMatch(event -> event.verdict() == DriftVerdict.DRIFT) ? 1 : 0;
  }

  private static void write(List<DriftEvent> events, Path file) throws IOException {
    try (OutputStream lines = Files.newOutputStream(file)) {
      for (DriftEvent event : events) {
        lines.write(DriftEventJson.write(event));
        lines.write('\n');
      }
    }
  }

  private boolean isFile() {
    return Files.isRegularFile(Path.of(reference));
  }

  private ReferenceProfile profile() throws IOException {
    try {
      if (isFile()) {
        return ReferenceProfileReader.read(Files.readAllBytes(Path.of(reference)), reference);
      }
      return ReferenceProfileReader.read(ofVersion(), reference);
    } catch (ProfileException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
  }

  private byte[] ofVersion() throws IOException {
    int at = reference.lastIndexOf("_v");
    if (at < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--reference %s: no such file, and no version such as trend_predictor_v0.2.0"
              .formatted(reference));
    }
    PlatformSettings settings = TrainingFeatures.settings(data.folder(), environment);
    try (ModelRepository repository =
        ModelRepository.open(settings.models().registryPath(), settings.objects())) {
      var ref = new ModelRef(reference.substring(0, at), reference.substring(at + 2));
      ModelManifest manifest = repository.manifest(ref);
      String file = manifest.referenceProfile();
      if (file == null) {
        throw new ServerException(reference + " was published without a profile");
      }
      return repository.read(ref, manifest, file);
    }
  }
}
