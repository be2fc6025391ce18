package com.ytempire.ml.api.training;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.settings.PlatformSettings;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where trainings may take their data from: below {@code TRAINING_DATA_PATH}, and below {@code
 * MODEL_SOURCES}. Addresses are compared as text; nothing is fetched here. Safe to share.
 */
@Singleton
class DatasetSources {
  private final List<String> allowed;

  DatasetSources(PlatformSettings settings) {
    List<String> places = new ArrayList<>();
    String data = settings.training().dataPath();
    places.add(data.contains(":/") ? data : "file://" + Path.of(data).toAbsolutePath());
    places.addAll(settings.rollouts().sources());
    this.allowed =
        places.stream()
            .map(place -> place.endsWith("/") ? place.substring(0, place.length() - 1) : place)
            .toList();
  }

  /**
   * @throws ProblemException when the address is not allowed
   */
  void requireAllowed(String source) {
    boolean clean = !source.contains("..");
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      clean &= c > ' ' && c < 0x7f && c != '%' && c != '\\' && c != '?' && c != '#' && c != '@';
    }
    boolean inside =
        allowed.stream().anyMatch(place -> source.equals(place) || source.startsWith(place + "/"));
    if (!clean || !inside) {
      throw ProblemException.invalid(
          "dataset.source",
          source,
          "is no allowed place; allowed: TRAINING_DATA_PATH and MODEL_SOURCES");
    }
  }
}
