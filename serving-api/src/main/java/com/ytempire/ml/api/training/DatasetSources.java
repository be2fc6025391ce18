package com.ytempire.ml.api.training;

import com.ytempire.ml.api.security.UrlPolicy;
import com.ytempire.ml.core.settings.PlatformSettings;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where trainings may take their data from: below {@code TRAINING_DATA_PATH}, compared as text, and
 * what {@code URL_ALLOW_LIST} allows. Nothing is fetched here. Safe to share; asking for a host's
 * addresses may block.
 */
@Singleton
class DatasetSources {
  private final List<String> allowed;
  private final UrlPolicy urls;

  DatasetSources(PlatformSettings settings, UrlPolicy urls) {
    this.urls = urls;
    List<String> places = new ArrayList<>();
    String data = settings.training().dataPath();
    places.add(data.contains(":/") ? data : "file://" + Path.of(data).toAbsolutePath());
    this.allowed =
        places.stream()
            .map(place -> place.endsWith("/") ? place.substring(0, place.length() - 1) : place)
            .toList();
  }

  /**
   * @throws com.ytempire.ml.api.http.ProblemException when the address is not allowed
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
      var unused = urls.require("dataset.source", source);
    }
  }
}
