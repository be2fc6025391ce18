package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.security.UrlPolicy;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings versions into the registry, from its own repository or from an allowed place: below {@code
 * MODEL_SOURCES}, compared as text part by part, or in a bucket of {@code URL_ALLOW_LIST}. Buckets
 * are asked for at the object store of the settings, so no address makes the service call a host
 * that these do not name. Safe to share; calls block for as long as a download takes.
 */
@Singleton
class ModelSources {
  private static final int MAX_NAME = 100;

  private final ModelSettings models;
  private final ObjectStoreSettings objects;
  private final List<String> allowed;
  private final UrlPolicy urls;
  private final ModelRegistry registry;
  private final Clock clock;

  ModelSources(PlatformSettings settings, UrlPolicy urls, ModelRegistry registry, Clock clock) {
    this.urls = urls;
    this.models = settings.models();
    this.objects = settings.objects();
    this.registry = registry;
    this.clock = clock;
    List<String> places = new ArrayList<>();
    places.add(address(settings.models().registryPath()));
    settings.rollouts().sources().forEach(source -> places.add(withoutEnd(source)));
    this.allowed = List.copyOf(places);
  }

  private static String address(String path) {
    return withoutEnd(path.contains(":/") ? path : "file://" + Path.of(path).toAbsolutePath());
  }

  private static String withoutEnd(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /**
   * Whether an address may be read.
   *
   * @throws ProblemException when it may not, or is none
   */
  void requireAllowed(@Nullable String source) {
    if (source == null) {
      return;
    }
    String plain = withoutEnd(source);
    boolean clean = true;
    for (String part : plain.substring(Math.min(plain.length(), 5)).split("/", -1)) {
      clean &= !part.equals("..") && !part.equals(".");
    }
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      clean &= c > ' ' && c < 0x7f && c != '%' && c != '\\' && c != '?' && c != '#' && c != '@';
    }
    boolean inside =
        allowed.stream().anyMatch(place -> plain.equals(place) || plain.startsWith(place + "/"));
    if (clean && inside) {
      return;
    }
    if (!source.startsWith("s3://")) {
      throw ProblemException.invalid(
          "source",
          source,
          "is no allowed place; allowed: the registry, MODEL_SOURCES, and buckets of"
              + " URL_ALLOW_LIST");
    }
    var unused = urls.require("source", source);
  }

  /**
   * Makes a version known to the registry, putting it into the registry's repository first where it
   * lies elsewhere.
   *
   * @param source an allowed address, or null for the registry's own
   * @throws ModelLoadException when it is not there, is damaged or is another version
   * @throws com.ytempire.ml.core.store.StoreRefusedException when the registry cannot hold it
   */
  ModelVersion bring(ModelRef ref, @Nullable String source, String by) {
    String name = by.length() > MAX_NAME ? by.substring(0, MAX_NAME) : by;
    try (ModelRepository repository = ModelRepository.open(models.registryPath(), objects)) {
      var publisher = new ModelPublisher(repository, registry, clock, UUID::randomUUID);
      boolean own = source == null || withoutEnd(source).equals(repository.location(ref));
      return own ? publisher.register(ref, name) : publish(ref, source, publisher, name);
    }
  }

  private ModelVersion publish(
      ModelRef ref, @Nullable String source, ModelPublisher publisher, String by) {
    String address = String.valueOf(source);
    try (ModelCache cache =
        ModelCache.open(ModelRepository.openVersion(address, objects), models)) {
      if (!cache.repository().versions().contains(ref)) {
        throw new ModelLoadException(
            "the source holds %s, not %s".formatted(cache.repository().versions().get(0), ref));
      }
      ModelFolder folder = cache.fetch(ref);
      try {
        return publisher.publish(folder.directory(), by);
      } finally {
        cache.release(folder);
      }
    }
  }
}
