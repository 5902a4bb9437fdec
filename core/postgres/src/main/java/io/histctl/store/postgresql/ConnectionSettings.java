package io.histctl.store.postgresql;

import io.histctl.error.InvalidInputException;
import java.util.Map;
import java.util.Properties;

/** Translates what psql calls the settings of a connection into the properties of the JDBC driver. */
final class ConnectionSettings {
    /** Properties of the driver by the environment variables that psql reads. */
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("PGUSER", "user"),
            Map.entry("PGPASSWORD", "password"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGAPPNAME", "application_name"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGGSSENCMODE", "gssencmode"));

    /** Names of the driver for the names of psql. */
    private static final Map<String, String> NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write", "primary",
            "primary", "primary",
            "any", "any",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");

    private ConnectionSettings() {}

    /** The properties that an address gives, and those that the environment gives otherwise. */
    static Properties properties(Properties given, Map<String, String> environment) {
        Properties properties = new Properties();
        VARIABLES.forEach((variable, name) -> {
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                put(properties, name, value);
            }
        });
        given.stringPropertyNames().forEach(name -> put(properties, name, given.getProperty(name)));
        return properties;
    }

    private static void put(Properties properties, String name, String value) {
        if (name.equals("sslrootcert") && value.equals("system")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            return;
        }
        boolean server = name.equals("target_session_attrs");
        properties.setProperty(
                NAMES.getOrDefault(name, name), server ? SERVER_TYPES.getOrDefault(value, value) : value);
    }

    /**
     * Hosts and ports.
     *
     * @throws InvalidInputException if the host is a folder of a Unix socket
     */
    static String host(String hosts, String port, Map<String, String> environment) {
        String host = hosts.isEmpty() ? environment.getOrDefault("PGHOST", "localhost") : hosts;
        if (host.startsWith("/") || host.startsWith("%2F")) {
            throw new InvalidInputException(
                    "the server's host is the folder of a Unix socket, which the driver can't use; name a TCP host");
        }
        String found = port.isEmpty() ? environment.getOrDefault("PGPORT", "") : port;
        return found.isEmpty() || (!hosts.isEmpty() && port.isEmpty()) || host.contains(",")
                ? host
                : host + ":" + found;
    }
}
