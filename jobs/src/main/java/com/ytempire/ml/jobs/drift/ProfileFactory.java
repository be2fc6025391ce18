package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.repository.ModelRepository;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/** Opens what knows the profiles of versions, where the job runs. */
@FunctionalInterface
public interface ProfileFactory extends Serializable {
  /** Finds profiles; may block. Used by one thread. */
  interface Profiles extends AutoCloseable {
    /**
     * The file of a version's profile.
     *
     * @return empty where the version has none
     * @throws IOException when it cannot be told
     */
    byte[] find(ModelRef version) throws IOException;

    @Override
    void close();
  }

  Profiles open();

  /** Of the model repository that settings name. */
  static ProfileFactory of(PlatformSettings settings) {
    return () -> {
      ModelRepository repository =
          ModelRepository.open(settings.models().registryPath(), settings.objects());
      return new Profiles() {
        @Override
        public byte[] find(ModelRef version) throws IOException {
          if (!repository.contains(version)) {
            return new byte[0];
          }
          ModelManifest manifest = repository.manifest(version);
          String file = manifest.referenceProfile();
          return file == null ? new byte[0] : repository.read(version, manifest, file);
        }

        @Override
        public void close() {
          repository.close();
        }
      };
    };
  }

  /** Files that are known already, by version as text, {@code name_v1.2.3}. */
  static ProfileFactory of(Map<String, byte[]> files) {
    Map<String, byte[]> copy = Map.copyOf(files);
    return () ->
        new Profiles() {
          @Override
          public byte[] find(ModelRef version) {
            return copy.getOrDefault(version.toString(), new byte[0]);
          }

          @Override
          public void close() {
            // nothing is held
          }
        };
  }
}
