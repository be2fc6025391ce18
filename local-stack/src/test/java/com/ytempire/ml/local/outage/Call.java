package com.ytempire.ml.local.outage;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import java.time.Instant;

/** An operation that is called all the time, and what an answer is that lacks nothing. */
enum Call {
  PREDICT_NEW("post", "/predict/trend"),
  PREDICT_KNOWN("post", "/predict/trend"),
  FEATURES("post", "/features/online"),
  ENTITY("get", "/features/{entity_type}/{entity_id}"),
  EVENT("post", "/events/video"),
  MODELS("get", "/models"),
  READY("get", "/health/ready");

  private final String method;
  private final String path;

  Call(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /** Method and path as a description has them, as a JSON pointer below {@code /paths}. */
  String pointer(String basePath) {
    return "/" + (basePath + path).replace("/", "~1") + "/" + method;
  }

  boolean isPrediction() {
    return this == PREDICT_NEW || this == PREDICT_KNOWN;
  }

  /**
   * Makes a call.
   *
   * @param number different for every call: new topics and events are made of it
   */
  Answer send(ServiceClient client, int number) {
    return switch (this) {
      case PREDICT_NEW -> client.post(path, trend(ServiceOnServers.TOPIC + " number " + number));
      case PREDICT_KNOWN -> client.post(path, trend(ServiceOnServers.TOPIC));
      case FEATURES ->
          client.post(
              path,
              """
              {"entities": [{"entity_type": "video", "entity_id": "%s"}],
               "features": ["engagement_rate", "hour_of_day"]}"""
                  .formatted(ServiceOnServers.VIDEO));
      case ENTITY -> client.get("/features/video/" + ServiceOnServers.VIDEO.replace("|", "%7C"));
      case EVENT ->
          client.post(
              path,
              """
              {"region": "US", "video_id": "%s", "event_time": "%s", "views": %d}"""
                  .formatted(video(number), Instant.now(), number));
      case MODELS, READY -> client.get(path);
    };
  }

  /** The video of the event that is sent with a number. */
  static String video(int number) {
    return "posted-" + number;
  }

  private static String trend(String topic) {
    return "{\"topic\": \"%s\", \"timeframe\": \"24h\", \"data_sources\": [\"reddit\"]}"
        .formatted(topic);
  }

  /** Whether an answer lacks nothing. */
  boolean isWhole(Answer answer) {
    return switch (this) {
      case PREDICT_NEW, PREDICT_KNOWN ->
          answer.status() == 200 && answer.json().at("/metadata/degraded").isEmpty();
      case FEATURES -> answer.status() == 200 && isOfRedis(answer.json().at("/entities/0"));
      case ENTITY -> answer.status() == 200 && isOfRedis(answer.json());
      case EVENT -> answer.status() == 202;
      case MODELS -> answer.status() == 200 && answer.json().at("/models").size() == 1;
      case READY -> answer.status() == 200 && answer.json().path("status").asText().equals("up");
    };
  }

  private static boolean isOfRedis(JsonNode entity) {
    return entity.path("served_by").asText().equals("redis")
        && !entity.path("degraded").asBoolean(true)
        && isPresent(entity);
  }

  /** Whether the feature has its value. */
  static boolean isPresent(JsonNode entity) {
    return entity.at("/features/engagement_rate/value").asDouble() == ServiceOnServers.RATE;
  }
}
