package com.ytempire.ml.local.run;

import com.ytempire.ml.core.settings.ObjectStoreSettings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/** Tells Flink's file systems of this process where S3 is and how it is entered. */
final class ObjectFiles {
  private ObjectFiles() {}

  /**
   * Applies to the whole process from now on, except to file systems that Flink already opened for
   * the same bucket.
   */
  static void use(ObjectStoreSettings settings) {
    // A configuration of its own: the cluster's is shown on its web page.
    var config = new Configuration();
    config.setString("s3.region", settings.region());
    if (settings.endpoint() != null) {
      config.setString("s3.endpoint", settings.endpoint().toString());
      config.setString("s3.path-style-access", "true");
      config.setString("s3.chunked-encoding.enabled", "false");
      config.setString("s3.checksum-validation.enabled", "false");
    }
    if (settings.accessKeyId() != null && settings.secretAccessKey() != null) {
      config.setString("s3.access-key", settings.accessKeyId());
      config.setString("s3.secret-key", settings.secretAccessKey().reveal());
    }
    FileSystem.initialize(config, null);
  }
}
