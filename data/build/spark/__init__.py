"""The same SQL files on Apache Spark, for data that outgrow a machine."""
