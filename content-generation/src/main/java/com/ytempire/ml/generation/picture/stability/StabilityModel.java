package com.ytempire.ml.generation.picture.stability;

import java.util.Locale;
import java.util.Set;

/**
 * A model by the name that settings and answers use: where it is asked for, and as what.
 *
 * @param name {@code stable-image-core}, {@code stable-image-ultra}, or one of the Stable Diffusion
 *     3 family, such as {@code sd3.5-large}
 */
public record StabilityModel(String name) {
  private static final Set<String> DIFFUSION_3 =
      Set.of("sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium", "sd3.5-flash");

  public StabilityModel {
    if (!name.equals("stable-image-core")
        && !name.equals("stable-image-ultra")
        && !DIFFUSION_3.contains(name)) {
      throw new IllegalArgumentException(
          "model '%s'; expected stable-image-core, stable-image-ultra or one of %s"
              .formatted(name, DIFFUSION_3.stream().sorted().toList()));
    }
  }

  /**
   * What Stability offers in place of a model of any name: itself where it is one of theirs, and
   * {@code stable-image-core}, which follows Stable Diffusion XL, else.
   */
  public static StabilityModel nearest(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return DIFFUSION_3.contains(lower) || lower.equals("stable-image-ultra")
        ? new StabilityModel(lower)
        : new StabilityModel("stable-image-core");
  }

  boolean isDiffusion3() {
    return DIFFUSION_3.contains(name);
  }

  /** Below the base address. */
  String path() {
    if (isDiffusion3()) {
      return "/v2beta/stable-image/generate/sd3";
    }
    return "/v2beta/stable-image/generate/" + name.substring("stable-image-".length());
  }
}
