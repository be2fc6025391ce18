package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureVector;
import com.ytempire.ml.core.feature.json.FeatureVectorReader;
import java.util.List;

/** Reads what every prediction needs of a video's feature vector. Make one per thread. */
public final class VideoVectorReader {
  private final FeatureVectorReader reader =
      new FeatureVectorReader(List.of("views", "likes", "comments"));

  /**
   * @throws InvalidEventException with the reason when the message is not a vector of a video
   */
  public VideoVector read(byte[] message) throws InvalidEventException {
    FeatureVector vector = reader.read(message);
    if (!vector.entity().type().equals(EntityKey.VIDEO)) {
      throw new InvalidEventException(
          "entity_type", vector.entity().type(), "is not that of the key", EntityKey.VIDEO);
    }
    double[] counts = vector.values();
    return new VideoVector(
        vector.entity().id(),
        vector.eventId(),
        vector.eventTime(),
        vector.knownAt(),
        counts[0],
        counts[1],
        counts[2],
        message);
  }
}
