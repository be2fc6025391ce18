package com.ytempire.ml.core.settings;

import java.io.Serializable;

/**
 * How the process as a whole behaves.
 *
 * @param environment {@code APP_ENV}, default {@code development}
 * @param debug {@code APP_DEBUG}, default false
 * @param logLevel {@code APP_LOG_LEVEL}, default {@code INFO}
 */
public record ApplicationSettings(Environment environment, boolean debug, LogLevel logLevel)
    implements Serializable {

  /** Where the platform runs. */
  public enum Environment {
    PRODUCTION,
    STAGING,
    DEVELOPMENT
  }

  /** The least severe message that is logged. */
  public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  static ApplicationSettings from(Variables variables) {
    return new ApplicationSettings(
        variables.choice("APP_ENV", Environment.DEVELOPMENT),
        variables.flag("APP_DEBUG", false),
        variables.choice("APP_LOG_LEVEL", LogLevel.INFO));
  }
}
