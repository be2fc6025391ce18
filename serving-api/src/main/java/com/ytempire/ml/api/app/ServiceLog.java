package com.ytempire.ml.api.app;

import java.net.URI;
import java.net.URL;
import java.util.Objects;
import org.apache.logging.log4j.core.config.Configurator;

/** Where a service that is alone in its process writes its log. */
public final class ServiceLog {
  private ServiceLog() {}

  /** Sends the log of the whole process to standard output, in the format of {@code LOG_FORMAT}. */
  public static void toStandardOutput() {
    URL configuration = ServiceLog.class.getResource("/log4j2-service.xml");
    Configurator.reconfigure(URI.create(Objects.requireNonNull(configuration).toString()));
  }
}
