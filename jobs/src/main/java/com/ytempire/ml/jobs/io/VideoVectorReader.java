package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureVector;
import com.ytempire.ml.core.feature.json.FeatureVectorReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads messages of the {@code features} topic that describe videos. Make one per thread. */
final class VideoVectorReader {
  private final FeatureVectorReader reader;

  /**
   * @param names inputs and columns to read
   */
  VideoVectorReader(List<String> names) {
    this.reader = new FeatureVectorReader(names);
  }

  /**
   * @throws InvalidEventException with the reason when the message is not a vector of a video
   */
  VideoVector read(byte[] message) throws InvalidEventException {
    FeatureVector vector = reader.read(message);
    if (!vector.entity().type().equals(EntityKey.VIDEO)) {
      throw new InvalidEventException(
          "entity_type", vector.entity().type(), "is not that of the key", EntityKey.VIDEO);
    }
    List<String> names = reader.names();
    Map<String, Double> numbers = new HashMap<>(names.size() * 2);
    for (int i = 0; i < vector.values().length; i++) {
      numbers.put(names.get(i), vector.values()[i]);
    }
    return new VideoVector(
        vector.entity().id(), vector.eventId(), vector.eventTime(), vector.knownAt(), numbers);
  }
}
