package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where runs are tracked.
 *
 * @param server {@code MLFLOW_TRACKING_URI}: MLflow's server, or null for none
 * @param experiment {@code MLFLOW_EXPERIMENT_NAME}: under which runs are compared that name none,
 *     default {@code ytempire}
 * @param user {@code MLFLOW_TRACKING_USERNAME}, or null
 * @param password {@code MLFLOW_TRACKING_PASSWORD}, or null
 * @param token {@code MLFLOW_TRACKING_TOKEN}, sent in place of user and password, or null
 */
public record MlflowSettings(
    @Nullable URI server,
    String experiment,
    @Nullable String user,
    @Nullable Secret password,
    @Nullable Secret token)
    implements Serializable {

  static MlflowSettings from(Variables variables) {
    var settings =
        new MlflowSettings(
            variables.webAddress("MLFLOW_TRACKING_URI"),
            variables.textOr("MLFLOW_EXPERIMENT_NAME", "ytempire"),
            variables.text("MLFLOW_TRACKING_USERNAME"),
            variables.secret("MLFLOW_TRACKING_PASSWORD"),
            variables.secret("MLFLOW_TRACKING_TOKEN"));
    if ((settings.user == null) != (settings.password == null)) {
      variables.refuse(
          "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD: one is missing; set both or neither");
    }
    return settings;
  }
}
