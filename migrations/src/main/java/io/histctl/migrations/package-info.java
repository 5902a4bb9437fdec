/** The schema of a histctl database: one SQL file a version, each opening with its why. */
@org.jspecify.annotations.NullMarked
package io.histctl.migrations;
