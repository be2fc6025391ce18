package com.ytempire.ml.local.server;

import java.util.Locale;

/** The servers of the stack, with their usual port and the variables that change where they are. */
public enum ServerName {
  POSTGRES(5432, "POSTGRES_PORT", "DATABASE_URL"),
  REDIS(6379, "REDIS_PORT", "REDIS_URL"),
  KAFKA(9092, "KAFKA_PORT", "KAFKA_BOOTSTRAP_SERVERS"),
  S3(9000, "S3_PORT", "S3_ENDPOINT"),
  /** Always embedded: a job for another Flink cluster is submitted there, not by this stack. */
  FLINK(8081, "FLINK_UI_PORT", "");

  private final int defaultPort;
  private final String portVariable;
  private final String addressVariable;

  ServerName(int defaultPort, String portVariable, String addressVariable) {
    this.defaultPort = defaultPort;
    this.portVariable = portVariable;
    this.addressVariable = addressVariable;
  }

  /** The port where the variable names no other one. */
  public int defaultPort() {
    return defaultPort;
  }

  /** Environment variable that changes the port of the embedded server. */
  public String portVariable() {
    return portVariable;
  }

  /** Environment variable that names a server to use instead of an embedded one, or empty. */
  public String addressVariable() {
    return addressVariable;
  }

  /** The name as people and folders see it, such as {@code postgres}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
