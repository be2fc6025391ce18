package com.ytempire.ml.core.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that the registry knows.
 *
 * @param id the registry's own key
 * @param ref which version
 * @param type what the model does, such as {@code trend_prediction}
 * @param status where it stands
 * @param path address of its folder: {@code s3://bucket/prefix/name/version} or {@code file://…}
 * @param accuracy share of right answers when it was made, 0 to 1, or null
 * @param f1 F1 score when it was made, 0 to 1, or null
 * @param trainingData name and version of what it was trained on, or null
 * @param createdAt when it was registered
 * @param deployedAt when it was last made active, or null
 * @param deprecatedAt when it was deprecated, or null
 * @param createdBy who or what made it, or null
 * @param lineage where it comes from
 */
public record ModelVersion(
    UUID id,
    ModelRef ref,
    String type,
    ModelStatus status,
    String path,
    @Nullable Double accuracy,
    @Nullable Double f1,
    @Nullable String trainingData,
    Instant createdAt,
    @Nullable Instant deployedAt,
    @Nullable Instant deprecatedAt,
    @Nullable String createdBy,
    ModelLineage lineage) {

  /** A version of which it is not known where it comes from. */
  public ModelVersion(
      UUID id,
      ModelRef ref,
      String type,
      ModelStatus status,
      String path,
      @Nullable Double accuracy,
      @Nullable Double f1,
      @Nullable String trainingData,
      Instant createdAt,
      @Nullable Instant deployedAt,
      @Nullable Instant deprecatedAt,
      @Nullable String createdBy) {
    this(
        id,
        ref,
        type,
        status,
        path,
        accuracy,
        f1,
        trainingData,
        createdAt,
        deployedAt,
        deprecatedAt,
        createdBy,
        ModelLineage.NONE);
  }

  /** The same version, taking traffic from a time on. */
  public ModelVersion active(Instant from) {
    return with(ModelStatus.ACTIVE, from, deprecatedAt);
  }

  /** The same version without traffic. */
  public ModelVersion inactive() {
    return with(ModelStatus.INACTIVE, deployedAt, deprecatedAt);
  }

  /** The same version, out of use from a time on. */
  public ModelVersion deprecated(Instant from) {
    return with(ModelStatus.DEPRECATED, deployedAt, from);
  }

  private ModelVersion with(
      ModelStatus newStatus, @Nullable Instant newDeployedAt, @Nullable Instant newDeprecatedAt) {
    return new ModelVersion(
        id,
        ref,
        type,
        newStatus,
        path,
        accuracy,
        f1,
        trainingData,
        createdAt,
        newDeployedAt,
        newDeprecatedAt,
        createdBy,
        lineage);
  }
}
