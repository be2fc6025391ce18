package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.drift.profile.ProfileException;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfileReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Profiles as they were read, of the versions that were judged last. Confined to one thread. */
final class ReadProfiles {
  private static final int MOST = 16;

  private final Map<ModelRef, Read> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelRef, Read> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param profile null where there is none
   * @param reason why, else empty
   */
  record Read(@Nullable ReferenceProfile profile, String reason) {}

  /**
   * @param file of the version's profile; empty where there is none
   * @param reason why, else empty
   */
  Read of(ModelRef version, byte[] file, String reason) {
    if (file.length == 0) {
      return new Read(null, reason);
    }
    return known.computeIfAbsent(version, anyVersion -> read(version, file));
  }

  private static Read read(ModelRef version, byte[] file) {
    try {
      return new Read(ReferenceProfileReader.read(file, "the profile of " + version), "");
    } catch (ProfileException e) {
      return new Read(null, String.valueOf(e.getMessage()));
    }
  }
}
