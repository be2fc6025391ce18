package com.ytempire.ml.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.training.tracking.TrackingEvent.Begun;
import com.ytempire.ml.training.tracking.TrackingEvent.Ended;
import com.ytempire.ml.training.tracking.TrackingEvent.Left;
import com.ytempire.ml.training.tracking.TrackingEvent.Measured;
import com.ytempire.ml.training.tracking.TrackingEvent.Noted;
import com.ytempire.ml.training.tracking.TrackingEvent.Registered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One run at the server. Every event may be told twice: the run is found by its tag, params and
 * tags are what they were, a version is looked for before it is made. Confined to one thread.
 */
final class MlflowRun {
  /** The tag by which a run is found again. */
  static final String RUN_TAG = "ytempire.run_id";

  /** The tag of a version with the number that it has here. */
  static final String VERSION_TAG = "ytempire.version";

  /** The tag of a run whose files the server does not take: where they are. */
  static final String FILES_TAG = "ytempire.files";

  private static final String SERVED = "mlflow-artifacts:/";

  /** What every server takes of a param; of a tag it is 5,000. */
  private static final int MOST_PARAM = 500;

  private static final int MOST_TAG = 5000;
  private static final int MOST_PARAMS = 100;

  /** The server takes 1,000 of a call; one measurement has far fewer than the rest. */
  private static final int MOST_METRICS = 800;

  private final MlflowClient client;
  private final ObjectStoreSettings objects;
  private final Known known;

  /**
   * What the server calls a run.
   *
   * @param files address of its files
   */
  record Known(String experimentId, String runId, String files) {}

  private MlflowRun(MlflowClient client, ObjectStoreSettings objects, Known known) {
    this.client = client;
    this.objects = objects;
    this.known = known;
  }

  Known known() {
    return known;
  }

  /** A run that was found or made before. */
  static MlflowRun of(MlflowClient client, ObjectStoreSettings objects, Known known) {
    return new MlflowRun(client, objects, known);
  }

  /** Finds or makes a run, and its experiment. */
  static MlflowRun begin(MlflowClient client, ObjectStoreSettings objects, Begun begun)
      throws IOException {
    String experiment = experiment(client, begun.experiment());
    ObjectNode search = MlflowClient.json();
    search.putArray("experiment_ids").add(experiment);
    search.put("filter", "tags.`%s` = '%s'".formatted(RUN_TAG, begun.run())).put("max_results", 1);
    JsonNode info = client.post("runs/search", search).path("runs").path(0).path("info");
    if (info.isMissingNode()) {
      ObjectNode create =
          MlflowClient.json()
              .put("experiment_id", experiment)
              .put("run_name", begun.name())
              .put("start_time", begun.at());
      ArrayNode tags = create.putArray("tags");
      tags.addObject().put("key", RUN_TAG).put("value", begun.run());
      tags.addObject().put("key", "mlflow.runName").put("value", begun.name());
      info = client.post("runs/create", create).path("run").path("info");
    } else {
      client.post(
          "runs/update",
          MlflowClient.json().put("run_id", info.path("run_id").asText()).put("status", "RUNNING"));
    }
    return new MlflowRun(
        client,
        objects,
        new Known(experiment, info.path("run_id").asText(), info.path("artifact_uri").asText()));
  }

  private static String experiment(MlflowClient client, String name) throws IOException {
    try {
      return find(client, name);
    } catch (MlflowException e) {
      if (!e.isMissing()) {
        throw e;
      }
    }
    try {
      return client
          .post("experiments/create", MlflowClient.json().put("name", name))
          .path("experiment_id")
          .asText();
    } catch (MlflowException e) {
      if (e.isThereAlready()) { // another process was quicker
        return find(client, name);
      }
      throw e;
    }
  }

  private static String find(MlflowClient client, String name) throws IOException {
    return client
        .get("experiments/get-by-name", Map.of("experiment_name", name))
        .path("experiment")
        .path("experiment_id")
        .asText();
  }

  /** Tells the server. */
  void tell(TrackingEvent event) throws IOException {
    if (event instanceof Begun begun) {
      note(begun.params(), begun.tags());
    } else if (event instanceof Noted noted) {
      note(Map.of(), noted.tags());
    } else if (event instanceof Measured measured) {
      measure(List.of(measured));
    } else if (event instanceof Left left) {
      upload(left);
    } else if (event instanceof Registered registered) {
      register(registered);
    } else if (event instanceof Ended ended) {
      client.post(
          "runs/update",
          MlflowClient.json()
              .put("run_id", known.runId())
              .put("status", ended.status().name())
              .put("end_time", ended.at()));
    }
  }

  private ObjectNode batch() {
    return MlflowClient.json().put("run_id", known.runId());
  }

  private void note(Map<String, String> params, Map<String, String> tags) throws IOException {
    Iterator<Map.Entry<String, String>> rest = params.entrySet().iterator();
    while (rest.hasNext()) {
      ObjectNode batch = batch();
      ArrayNode some = batch.putArray("params");
      while (rest.hasNext() && some.size() < MOST_PARAMS) {
        put(some, rest.next(), MOST_PARAM);
      }
      client.post("runs/log-batch", batch);
    }
    ObjectNode batch = batch();
    ArrayNode all = batch.putArray("tags");
    tags.entrySet().forEach(tag -> put(all, tag, MOST_TAG));
    if (!all.isEmpty()) {
      client.post("runs/log-batch", batch);
    }
  }

  private static void put(ArrayNode pairs, Map.Entry<String, String> pair, int most) {
    String value = pair.getValue();
    pairs
        .addObject()
        .put("key", pair.getKey())
        .put("value", value.length() <= most ? value : value.substring(0, most - 1) + "…");
  }

  /** Tells of several measurements in as few calls as the server allows. */
  void measure(List<Measured> measured) throws IOException {
    Iterator<Measured> rest = measured.iterator();
    while (rest.hasNext()) {
      ObjectNode batch = batch();
      ArrayNode metrics = batch.putArray("metrics");
      while (rest.hasNext() && metrics.size() < MOST_METRICS) {
        put(metrics, rest.next());
      }
      if (!metrics.isEmpty()) {
        client.post("runs/log-batch", batch);
      }
    }
  }

  /** What is no number is left out: the server keeps it differently by its store. */
  private static void put(ArrayNode metrics, Measured measured) {
    measured
        .metrics()
        .forEach(
            (name, value) -> {
              if (Double.isFinite(value)) {
                metrics
                    .addObject()
                    .put("key", name)
                    .put("value", value)
                    .put("timestamp", measured.at())
                    .put("step", measured.step());
              }
            });
  }

  private void upload(Left left) throws IOException {
    Path file = Path.of(left.file());
    if (!Files.isRegularFile(file)) {
      throw new MlflowException("", "%s is gone, and was not sent".formatted(file));
    }
    if (known.files().startsWith(SERVED)) {
      String folder = known.files().substring(SERVED.length()).replaceFirst("^/+", "");
      client.upload(folder + "/" + left.name(), file);
    } else if (S3Folder.isAddress(known.files())) {
      try (S3Folder folder = S3Folder.open(known.files(), objects)) {
        folder.write(left.name(), file);
      }
    } else {
      note(Map.of(), Map.of(FILES_TAG, String.valueOf(Path.of(left.original()).getParent())));
    }
  }

  private void register(Registered registered) throws IOException {
    try {
      client.post("registered-models/create", MlflowClient.json().put("name", registered.model()));
    } catch (MlflowException e) {
      if (!e.isThereAlready()) {
        throw e;
      }
    }
    String ours = "run_id='%s'".formatted(known.runId());
    JsonNode versions =
        client.get("model-versions/search", Map.of("filter", ours)).path("model_versions");
    for (JsonNode version : versions) {
      if (version.path("name").asText().equals(registered.model())) {
        return;
      }
    }
    ObjectNode create =
        MlflowClient.json()
            .put("name", registered.model())
            .put("source", registered.source())
            .put("run_id", known.runId())
            .put("description", "version " + registered.version());
    create.putArray("tags").addObject().put("key", VERSION_TAG).put("value", registered.version());
    client.post("model-versions/create", create);
  }
}
