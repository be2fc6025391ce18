package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.training.Deployment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a trained version comes into traffic. */
final class DeploymentOptions {

  /** At most one of them. */
  static final class Choice {
    @Option(
        names = "--no-activate",
        description = "Only register it (default: it is activated if it is not worse).")
    private boolean without;

    @Option(
        names = "--canary",
        paramLabel = "PERCENT",
        converter = PercentConverter.class,
        description = "Try it with this share of the requests, beside the active version.")
    private @Nullable Deployment canary;
  }

  @ArgGroup private @Nullable Choice choice;

  /** Is filled by picocli. */
  DeploymentOptions() {}

  Deployment chosen() {
    if (choice != null && choice.canary != null) {
      return choice.canary;
    }
    return choice != null && choice.without ? Deployment.NONE : Deployment.IF_BETTER;
  }

  /** A canary's share. */
  static final class PercentConverter implements ITypeConverter<Deployment> {
    @Override
    public Deployment convert(String value) {
      try {
        return Deployment.canary(Integer.parseInt(value));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' is no whole number; give 1 to 100");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "': " + e.getMessage());
      }
    }
  }
}
