package io.histctl.migrations;

/** Where the schema's versions lie and which is the newest. */
public final class Migrations {
    /** Flyway's location: a folder of its own, so that a host program's Flyway never meets it. */
    public static final String LOCATION = "classpath:io/histctl/migrations";

    /** The newest version that this build knows. */
    public static final int LATEST = 13;

    /** SQLite's {@code application_id} of a histctl database: "hist" in ASCII. */
    public static final int APPLICATION_ID = 1_751_741_300;

    /** Flyway's location for PostgreSQL. Its placeholder {@code schema} is the quoted name of the schema. */
    public static final String POSTGRESQL_LOCATION = "classpath:io/histctl/postgresql";

    /** Flyway's location for engines of PostgreSQL's wire that have partitions, in addition to the other one. */
    public static final String PARTITIONS_LOCATION = "classpath:io/histctl/partitions";

    /** The newest version that this build knows for PostgreSQL. */
    public static final int POSTGRESQL_LATEST = 1;

    /** The table in which Flyway keeps what it has done. */
    public static final String HISTORY_TABLE = "histctl_schema_history";

    private Migrations() {}

    /** The class loader with which Flyway finds the locations, on the class path and on the module path. */
    public static ClassLoader loader() {
        return new FolderLoader();
    }
}
