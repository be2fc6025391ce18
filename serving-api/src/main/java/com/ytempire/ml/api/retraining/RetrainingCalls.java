package com.ytempire.ml.api.retraining;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.model.ModelIds;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.drift.story.RetrainingStories;
import com.ytempire.ml.drift.story.RetrainingStory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds retrainings and tells of them. Safe to share; calls block. */
@Singleton
class RetrainingCalls {
  private static final int ID_LENGTH = 36;

  private final ModelRegistry registry;
  private final Retrainings retrainings;
  private final RetrainingStories stories;

  RetrainingCalls(ModelRegistry registry, Retrainings retrainings, RetrainingStories stories) {
    this.registry = registry;
    this.retrainings = retrainings;
    this.stories = stories;
  }

  /**
   * A page of a model's retrainings, newest first.
   *
   * @param modelId any version of the model
   * @param after id behind which the page begins, or null for the first
   * @throws ProblemException when there is no such version or trigger
   */
  RetrainingList list(String modelId, int limit, @Nullable String after) {
    String model = ModelIds.require(registry, modelId).ref().name();
    Optional<UUID> last = Optional.ofNullable(after).map(id -> require(model, id));
    List<Retraining> found = retrainings.list(Optional.of(model), last, limit + 1);
    List<Retraining> page = found.subList(0, Math.min(limit, found.size()));
    return new RetrainingList(
        model,
        page.stream().map(one -> RetrainingList.Entry.of(one, stories.standing(one))).toList(),
        found.size() > limit ? page.get(limit - 1).trigger().id() : null);
  }

  /**
   * The story of one.
   *
   * @param modelId any version of its model
   * @throws ProblemException when there is no such version, or no such trigger of its model
   */
  RetrainingStory story(String modelId, String triggerId) {
    String model = ModelIds.require(registry, modelId).ref().name();
    return stories.find(require(model, triggerId)).orElseThrow(RetrainingCalls::unknown);
  }

  private UUID require(String model, String text) {
    UUID id = id(text);
    return retrainings
        .find(id)
        .filter(one -> one.trigger().model().name().equals(model))
        .map(one -> one.trigger().id())
        .orElseThrow(RetrainingCalls::unknown);
  }

  private static UUID id(String text) {
    if (text.length() != ID_LENGTH) {
      throw unknown();
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("there is no such trigger of the model");
  }
}
