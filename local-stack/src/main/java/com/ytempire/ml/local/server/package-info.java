/**
 * The real servers of the platform, started inside or beside this process on one data folder.
 *
 * <p>Postgres and Redis are child processes; Kafka, S3 and Flink run in this JVM. A server named by
 * the environment is checked instead of started. What the servers are used for belongs elsewhere.
 */
@NullMarked
package com.ytempire.ml.local.server;

import org.jspecify.annotations.NullMarked;
