package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers and registers what runs give. Confined to one thread; calls block. */
public final class VersionRegistration {
  private final ModelRegistry registry;
  private final ModelCache files;
  private final ModelPublisher publisher;
  private final String by;

  /**
   * @param files brings the active version to this machine, from the publisher's repository
   * @param by who the registry says has made versions, at most 100 characters
   */
  public VersionRegistration(
      ModelRegistry registry, ModelCache files, ModelPublisher publisher, String by) {
    this.registry = registry;
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
    return registry.active(model).map(version -> files.fetch(version.ref()));
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

  /**
   * Lets a published version take its model's traffic.
   *
   * @return what the registry holds
   */
  public ModelVersion activate(RunResult result) {
    return publisher.activate(result.ref(), by);
  }
}
