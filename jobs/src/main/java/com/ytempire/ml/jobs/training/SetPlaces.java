package com.ytempire.ml.jobs.training;

import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.training.source.TrainingSources;
import java.io.Serializable;

/**
 * Where a set is made of and where it goes. Every task has to reach both: a folder of one machine
 * does for a cluster in one process.
 *
 * @param store the offline store, a folder or {@code s3://bucket/prefix}
 * @param target the set's, likewise
 * @param objects how S3 is reached
 */
public record SetPlaces(String store, String target, ObjectStoreSettings objects)
    implements Serializable {

  /** Opens the store. The caller closes it. */
  TrainingSources.Place openStore() {
    return TrainingSources.open(store, objects);
  }

  /** Opens the set's folder. The caller closes it. */
  TrainingSources.Place openTarget() {
    return TrainingSources.open(target, objects);
  }
}
