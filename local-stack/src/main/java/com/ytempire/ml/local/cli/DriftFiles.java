package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Which file says what is watched for drift. */
final class DriftFiles {
  private static final List<String> ANSWERS =
      List.of(
          Prediction.VIRAL_PROBABILITY,
          Prediction.LOG_GROWTH,
          Prediction.LIKES_LOG_GROWTH,
          Prediction.COMMENTS_LOG_GROWTH,
          Prediction.HOURS_TO_PEAK);

  private DriftFiles() {}

  /**
   * The rules of a file, or else of the one that comes with the project. They may be of what models
   * can read, which is inputs and features of videos, and of what they answer.
   *
   * @throws com.ytempire.ml.core.config.ConfigFileException with every mistake in it
   */
  static DriftConfig load(@Nullable Path named, FeaturePlan plan) throws IOException {
    return load(named, known(plan));
  }

  /**
   * Which columns a file compares with the same hours of the week, so that training keeps these.
   *
   * @param named the file, or null for the one that comes with the project
   * @throws ParameterException when there is no such file
   */
  static Predicate<String> seasons(@Nullable Path named, FeaturePlan plan, CommandSpec spec)
      throws IOException {
    if (named != null && !Files.isRegularFile(named)) {
      throw new ParameterException(spec.commandLine(), "--drift " + named + ": no such file");
    }
    return load(named, plan)::isSeasonal;
  }

  /** The same, also of what a profile has. */
  static DriftConfig load(@Nullable Path named, FeaturePlan plan, ReferenceProfile profile)
      throws IOException {
    Set<String> known = known(plan);
    for (ProfileGroup group : ProfileGroup.values()) {
      known.addAll(profile.group(group).keySet());
    }
    return load(named, known);
  }

  private static DriftConfig load(@Nullable Path named, Set<String> known) throws IOException {
    return DriftConfig.load(named != null ? named : ShippedFiles.drift(), known);
  }

  private static Set<String> known(FeaturePlan plan) {
    var known = new TreeSet<>(Input.words());
    plan.videoSchema().columns().forEach(column -> known.add(column.name()));
    plan.definitions().features().forEach(feature -> known.add(feature.name()));
    known.addAll(ANSWERS);
    return known;
  }
}
