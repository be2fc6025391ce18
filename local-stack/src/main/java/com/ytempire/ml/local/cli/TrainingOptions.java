package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say of which data, the same for sets and for trainings. */
final class TrainingOptions {
  @Option(
      names = "--source",
      paramLabel = "ADDRESS",
      description =
          "Offline store or stored training set (folder or s3://bucket/prefix), or file of events,"
              + " .jsonl or .jsonl.gz (default: FEATURE_OFFLINE_PATH, else the data folder's).")
  private @Nullable String source;

  @Option(
      names = "--known-time",
      paramLabel = "CLOCK",
      defaultValue = "recorded",
      converter = KnownTimeConverter.class,
      description =
          "recorded: a value was known when the platform had it; event-time: when it happened, for"
              + " archives loaded later (default: ${DEFAULT-VALUE}).")
  private KnownTime knownTime;

  @Option(
      names = "--split",
      paramLabel = "SHARES",
      defaultValue = "0.7,0.15,0.15",
      converter = SplitConverter.class,
      description = "Shares to train, validate and test with (default: ${DEFAULT-VALUE}).")
  private DataSplit split;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides which videos are for validation, and all that is random in training (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--definitions",
      paramLabel = "FILE",
      description =
          "Feature definitions (default: those that the data folder's stack ran last, else"
              + " config/features.yaml).")
  private @Nullable Path definitions;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  TrainingOptions() {}

  /** Where the data is: as named, else the offline store. */
  String source(PlatformSettings settings) {
    return source != null ? source : settings.features().offlinePath();
  }

  KnownTime knownTime() {
    return knownTime;
  }

  DataSplit split() {
    return split;
  }

  long seed() {
    return seed;
  }

  @Nullable Path definitions() {
    return definitions;
  }

  /** {@code recorded} or {@code event-time}. */
  static final class KnownTimeConverter implements ITypeConverter<KnownTime> {
    @Override
    public KnownTime convert(String value) {
      return switch (value) {
        case "recorded" -> KnownTime.RECORDED;
        case "event-time" -> KnownTime.EVENT_TIME;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is no clock; give recorded or event-time");
      };
    }
  }

  /** Three shares with commas between them. */
  static final class SplitConverter implements ITypeConverter<DataSplit> {
    @Override
    public DataSplit convert(String value) {
      String[] shares = value.split(",", -1);
      try {
        if (shares.length == 3) {
          return new DataSplit(
              Double.parseDouble(shares[0]),
              Double.parseDouble(shares[1]),
              Double.parseDouble(shares[2]));
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' has a share that is no number");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "': " + e.getMessage());
      }
      throw new TypeConversionException(
          "'" + value + "': expected three shares, as in 0.7,0.15,0.15");
    }
  }
}
