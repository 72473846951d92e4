"""The public record of a sector: organisations as their sources describe them, found and mapped."""
