package com.ytempire.ml.training.release;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.training.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers and registers what runs give. Confined to one thread; calls block. */
public final class VersionRegistration {
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final ModelCache files;
  private final ModelPublisher publisher;
  private final String by;

  /**
   * @param files brings the active version to this machine, from the publisher's repository
   * @param by who the registry says has made versions, at most 100 characters
   */
  public VersionRegistration(
      ModelRegistry registry,
      Rollouts rollouts,
      ModelCache files,
      ModelPublisher publisher,
      String by) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.files = files;
    this.publisher = publisher;
    this.by = by;
  }

  /**
   * The number that the next version of a model gets: after the highest that is registered, and
   * free in the repository, which need not be there yet.
   *
   * @throws IllegalArgumentException when a model cannot have this name
   */
  public ModelRef next(String model) {
    List<String> versions = new ArrayList<>();
    registry.list(Optional.of(model)).forEach(version -> versions.add(version.ref().version()));
    var next = new ModelRef(model, VersionNumbers.next(versions));
    while (files.repository().contains(next)) { // published, and not registered
      versions.add(next.version());
      next = new ModelRef(model, VersionNumbers.next(versions));
    }
    return next;
  }

  /**
   * The files of the version that takes a model's traffic, if one does.
   *
   * @throws com.ytempire.ml.inference.model.ModelLoadException when they are missing or damaged
   */
  public Optional<ModelFolder> active(String model) {
    return activeRef(model).map(files::fetch);
  }

  /** The version that takes a model's traffic, if one does. */
  Optional<ModelRef> activeRef(String model) {
    return registry.active(model).map(ModelVersion::ref);
  }

  /**
   * Publishes a run's version; it takes no traffic.
   *
   * @return what the registry holds
   * @throws com.ytempire.ml.inference.model.ModelLoadException when another was published under its
   *     number in the meantime
   */
  public ModelVersion publish(RunResult result) {
    return publisher.publish(result.folder(), by);
  }

  /** Whether a version of this number is registered or published. */
  boolean isTaken(ModelRef ref) {
    return registry.find(ref).isPresent() || files.repository().contains(ref);
  }

  /** The folder of a published version whose manifest has a property; empty where none has it. */
  Optional<Path> published(ModelRef ref, String property, String value) {
    if (!files.repository().contains(ref)
        || !value.equals(files.repository().manifest(ref).properties().get(property))) {
      return Optional.empty();
    }
    return Optional.of(files.fetch(ref).directory());
  }

  /** Makes a published version known to the registry; it takes no traffic. */
  ModelVersion register(ModelRef ref) {
    return publisher.register(ref, by);
  }

  /**
   * Lets a published version take its model's traffic.
   *
   * @return what the registry holds
   */
  public ModelVersion activate(ModelRef ref) {
    return publisher.activate(ref, by);
  }

  /**
   * @throws com.ytempire.ml.core.store.StoreRefusedException when a canary of the model runs
   */
  void requireNoCanary(String model) {
    for (Rollout running : rollouts.running()) {
      if (running.kind() == RolloutKind.CANARY && running.candidate().name().equals(model)) {
        throw Rollouts.occupied(running);
      }
    }
  }

  /**
   * Tries a registered version with a share of the traffic, once: where it was tried already, that
   * stays as it is.
   *
   * @throws com.ytempire.ml.core.store.StoreRefusedException when another canary of the model runs
   */
  Rollout canary(ModelRef ref, int percentage) {
    return rollouts.history(ref.name()).stream()
        .filter(tried -> tried.kind() == RolloutKind.CANARY && tried.candidate().equals(ref))
        .findFirst()
        .orElseGet(() -> rollouts.start(ref, RolloutKind.CANARY, percentage, by));
  }
}
