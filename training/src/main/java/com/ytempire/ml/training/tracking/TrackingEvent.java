package com.ytempire.ml.training.tracking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** What is told of a run, in order. Times are milliseconds since 1970. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrackingEvent.Begun.class, name = "begun"),
  @JsonSubTypes.Type(value = TrackingEvent.Noted.class, name = "noted"),
  @JsonSubTypes.Type(value = TrackingEvent.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = TrackingEvent.Left.class, name = "left"),
  @JsonSubTypes.Type(value = TrackingEvent.Registered.class, name = "registered"),
  @JsonSubTypes.Type(value = TrackingEvent.Ended.class, name = "ended")
})
sealed interface TrackingEvent {

  /**
   * It began, or goes on after it was stopped. The first of all.
   *
   * @param run its id, by which the server finds it again
   * @param experiment under which runs are compared
   * @param name of the run
   * @param params what was asked for
   */
  record Begun(
      String run,
      String experiment,
      String name,
      long at,
      Map<String, String> params,
      Map<String, String> tags)
      implements TrackingEvent {}

  /** Facts that were found. */
  record Noted(Map<String, String> tags) implements TrackingEvent {}

  /**
   * Figures.
   *
   * @param step epoch, from 1; 0 of what is measured once
   */
  record Measured(long step, long at, Map<String, Double> metrics) implements TrackingEvent {}

  /**
   * A file that it left.
   *
   * @param name where it is among the run's files
   * @param file where it is kept on this machine
   * @param original where the run left it
   */
  record Left(String name, String file, String original) implements TrackingEvent {}

  /**
   * A version of a model.
   *
   * @param source where its files are
   */
  record Registered(String model, String version, String source) implements TrackingEvent {}

  /** It ended. The last of all. */
  record Ended(Status status, long at) implements TrackingEvent {}

  /** How a run ended, in the words of MLflow. */
  enum Status {
    FINISHED,
    FAILED,
    KILLED
  }
}
